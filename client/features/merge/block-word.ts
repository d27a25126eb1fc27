/** What a block without words is called. */
export function blockWord(
  type: string,
): 'merge.block.table' | 'merge.block.image' | 'merge.block.pageBreak' | 'merge.block.empty' {
  switch (type) {
    case 'table':
      return 'merge.block.table';
    case 'image':
      return 'merge.block.image';
    case 'pageBreak':
      return 'merge.block.pageBreak';
    default:
      return 'merge.block.empty';
  }
}
