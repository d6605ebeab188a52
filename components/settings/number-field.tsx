import { cn } from '@/lib/cn';

interface NumberFieldProps {
  label: string;
  value: string;
  /** Said while nothing is typed. */
  placeholder: string;
  unit?: string;
  disabled?: boolean;
  className?: string;
  onChange: (value: string) => void;
}

/** A number that may be left out. */
export function NumberField({
  label,
  value,
  placeholder,
  unit,
  className,
  ...props
}: NumberFieldProps) {
  return (
    <label className={cn('block text-[12px] text-mute', className)}>
      {label}
      <span className="mt-0.5 flex items-center gap-2">
        <input
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={value}
          placeholder={placeholder}
          maxLength={12}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.target.value)}
          className="h-8 w-32 rounded-md border border-line bg-bg px-2 text-[13px] text-text placeholder:text-mute disabled:opacity-50"
        />
        {unit}
      </span>
    </label>
  );
}
