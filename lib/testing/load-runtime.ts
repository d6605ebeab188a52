import { recordText } from '@/lib/bundle/record-text';
import { replayText } from '@/lib/bundle/replay-text';

/** What `loadRuntime` takes: all parts of the Python runtime as they stand at the end of a file. */
export const runtimeParts = `\n#=== runtime ===\n${replayText}${recordText}`;

/** Python that gives `names` what the parts in `runtime` define, and runs nothing. */
export const loadRuntime = `
names = {"__name__": "x", "__file__": "/nowhere/x.py"}
for part in runtime.split("\\n#=== ")[1:]:
    exec(compile(part.partition(" ===\\n")[2].strip("r'\\n"), "<replay>", "exec"), names)
`;
