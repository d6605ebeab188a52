import type { editor } from 'monaco-editor/editor/editor.api';

/** Names of the editor's colours and the tokens of the page that they follow. */
const COLOURS = {
  'editor.background': '--bg',
  'editor.foreground': '--tok-plain',
  'editorLineNumber.foreground': '--mute',
  'editorLineNumber.activeForeground': '--text',
  'editorCursor.foreground': '--text',
  'editor.lineHighlightBorder': '--line',
  'editorIndentGuide.background1': '--line',
  'editorBracketMatch.border': '--edge',
  'editorBracketMatch.background': '--raise',
  'editor.findMatchBackground': '--code-found',
  'editor.findMatchHighlightBackground': '--code-found',
  'editorWidget.background': '--panel',
  'editorWidget.foreground': '--text',
  'editorWidget.border': '--line',
  'input.background': '--bg',
  'input.foreground': '--text',
  'input.border': '--edge',
  focusBorder: '--accent',
  'editorGutter.foldingControlForeground': '--mute',
  'editorError.foreground': '--st-failed',
  'scrollbar.shadow': '--bg',
} as const;

const TOKENS = {
  '': '--tok-plain',
  keyword: '--tok-keyword',
  string: '--tok-string',
  number: '--tok-number',
  comment: '--tok-comment',
  type: '--tok-constant',
  tag: '--tok-function',
  delimiter: '--tok-operator',
  'delimiter.bracket': '--tok-operator',
  'delimiter.parenthesis': '--tok-operator',
  'delimiter.curly': '--tok-operator',
  'delimiter.square': '--tok-operator',
} as const;

/** The colours of the page as they are now, for an editor that takes only hex. */
export function editorTheme(): editor.IStandaloneThemeData {
  // Only a property that is used tells which of light and dark it means.
  const probe = document.createElement('i');
  document.body.append(probe);
  const hex = (name: string): string => {
    probe.style.color = `var(${name})`;
    const parts = getComputedStyle(probe).color.match(/\d+/g) ?? [];
    return parts
      .slice(0, 3)
      .map((part) => Number(part).toString(16).padStart(2, '0'))
      .join('');
  };
  const isDark = (Number.parseInt(hex('--bg').slice(0, 2), 16) || 0) < 128;
  const theme: editor.IStandaloneThemeData = {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: Object.entries(TOKENS).map(([token, name]) => ({ token, foreground: hex(name) })),
    colors: {
      ...Object.fromEntries(Object.entries(COLOURS).map(([key, name]) => [key, `#${hex(name)}`])),
      'editor.selectionBackground': `#${hex('--accent')}4d`,
    },
  };
  probe.remove();
  return theme;
}

/** Calls back whenever the page changes between light and dark. Returns what ends it. */
export function onThemeChange(changed: () => void): () => void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(changed);
  system.addEventListener('change', changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', changed);
    observer.disconnect();
  };
}
