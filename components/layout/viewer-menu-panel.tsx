import { type ComponentProps, cloneElement, type ReactElement, useRef, useState } from 'react';
import {
  MenuCheck,
  MenuHeading,
  MenuItem,
  MenuLine,
  MenuPanel,
  type MenuPanelProps,
} from '@/components/ui/menu-parts';
import { toast } from '@/components/ui/toast';
import { signOutAction } from '@/lib/actions/sign-out';
import { failureWords } from '@/lib/format/failure-words';
import { THEMES, type Theme } from '@/lib/query-state/preferences';
import { openOverlay } from './open-overlay';
import { chooseTheme, THEME_LABEL, useTheme } from './use-theme';
import { ZoneDialog } from './zone-dialog';
import { useZone } from './zone-provider';

interface ViewerMenuPanelProps extends Pick<MenuPanelProps, 'open' | 'onOpenChange'> {
  trigger: ReactElement<ComponentProps<'button'>>;
  theme: Theme;
}

/** How this browser shows things, and the way out. */
export function ViewerMenuPanel(props: ViewerMenuPanelProps) {
  const { theme: initialTheme, trigger, ...menu } = props;
  const theme = useTheme(initialTheme);
  const [asking, setAsking] = useState(false);
  const triggerRef = useRef<HTMLButtonElement>(null);
  const { zone, choice, choose } = useZone();
  return (
    <>
      <MenuPanel align="start" trigger={cloneElement(trigger, { ref: triggerRef })} {...menu}>
        <MenuItem shortcut="?" onSelect={() => openOverlay('help')}>
          Keys and search language
        </MenuItem>
        <MenuItem onSelect={() => openOverlay('palette')}>Commands…</MenuItem>
        <MenuLine />
        <MenuHeading>Theme</MenuHeading>
        {THEMES.map((one) => (
          <MenuCheck key={one} checked={theme === one} onChange={() => chooseTheme(one)}>
            {THEME_LABEL[one]}
          </MenuCheck>
        ))}
        <MenuLine />
        <MenuHeading>Time zone: {zone}</MenuHeading>
        <MenuCheck checked={choice === 'local'} onChange={() => choose('local')}>
          Of this browser
        </MenuCheck>
        <MenuCheck checked={choice === 'UTC'} onChange={() => choose('UTC')}>
          UTC
        </MenuCheck>
        <MenuItem onSelect={() => setAsking(true)}>Another time zone…</MenuItem>
        <MenuLine />
        <MenuItem
          onSelect={() => {
            signOutAction().then(
              () => window.location.assign('/sign-in'),
              (error) => toast(`You are still signed in. ${failureWords(error)}`),
            );
          }}
        >
          Sign out
        </MenuItem>
      </MenuPanel>
      {asking ? <ZoneDialog returnTo={triggerRef} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
