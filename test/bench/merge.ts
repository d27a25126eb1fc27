import { mergeThreeWay } from '#shared/document/merge/three-way.ts';
import { idOf, type BlockId } from '#shared/model/ids.ts';
import { measure, median, report } from './report.ts';
import { textOfPages } from './texts.ts';

/** What a merge of a received section into its part costs: 40 pages on each side, every tenth paragraph changed. */
const base = textOfPages(40);
const theirs = textOfPages(40, 1);
const later = await measure(7, () => mergeThreeWay({ base, ours: base, theirs }));
const first = await measure(3, () => mergeThreeWay({ base: null, ours: base, theirs: renamed() }));
report({ work: 'merge again, 40 pages, median of 7', value: median(later), unit: 'ms', goal: '≤ 200 ms' });
report({ work: 'first merge, 40 pages by likeness, median of 3', value: median(first), unit: 'ms', goal: '≤ 200 ms' });

const staged = mergeThreeWay({ base, ours: base, theirs });
if (staged.changes.length !== 16 || staged.conflicts.length !== 0)
  throw new Error(`The merge found ${staged.changes.length} changes and ${staged.conflicts.length} conflicts`);

/** The same text by another hand: no block is known by its id. */
function renamed(): typeof theirs {
  return { blocks: theirs.blocks.map((block) => ({ ...block, id: idOf<BlockId>(`t${block.id}`) })) };
}
