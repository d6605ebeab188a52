/** `GET` or `POST`, told apart by more than colour. */
export function MethodName({ method }: { method: 'get' | 'post' }) {
  const tone = method === 'get' ? 'text-good' : 'text-accent';
  return <span className={`font-mono font-semibold ${tone}`}>{method.toUpperCase()}</span>;
}
