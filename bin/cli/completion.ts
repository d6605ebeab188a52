import { CliProblem, EXIT } from './cli-problem';
import { completionWords } from './completion-words';
import { defineCommand } from './define-command';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/**
 * What each shell runs. All of them ask `runlens completion words` for what may stand next, so that a new command
 * or option needs no new script. Nothing of an answer is evaluated: words are letters, digits, `-` and `_`.
 */
const SCRIPT: Record<(typeof SHELLS)[number], string> = {
  bash: `_runlens() {
  local words
  words=$(runlens completion words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null) || return
  if [ -n "$words" ]; then
    mapfile -t COMPREPLY <<<"$words"
  else
    compopt -o default 2>/dev/null
    COMPREPLY=()
  fi
}
complete -F _runlens runlens`,
  zsh: `#compdef runlens
_runlens() {
  local -a found
  found=("\${(@f)$(runlens completion words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then
    compadd -Q -- "\${found[@]}"
  else
    _files
  fi
}
if [[ "\${funcstack[1]}" = _runlens ]]; then
  _runlens "$@"
else
  compdef _runlens runlens
fi`,
  fish: `function __runlens_words
  set -l typed (commandline -opc) (commandline -ct)
  set -l found (runlens completion words -- $typed[2..-1] 2>/dev/null)
  if test (count $found) -gt 0
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c runlens -f -a '(__runlens_words)'`,
};

/** `completion SHELL`: the script that completes the words of this program, for `eval` or a file of the shell. */
export const completion = defineCommand({
  name: 'completion',
  args: SHELLS.join('|'),
  about: 'the script that completes these commands in a shell',
  options: {},
  run: async ({ positionals }, { terminal, commands }) => {
    const [shell = '', ...typed] = positionals;
    if (shell === 'words') {
      for (const word of completionWords(commands, typed)) await terminal.print(word);
      return true;
    }
    const known = SHELLS.find((one) => one === shell);
    if (!known || typed.length > 0) {
      throw new CliProblem(`name a shell: ${SHELLS.join(', ')}`, EXIT.usage);
    }
    await terminal.print(SCRIPT[known]);
    return true;
  },
});
