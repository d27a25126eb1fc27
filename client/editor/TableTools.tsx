import { Menu } from '@mantine/core';
import { Table } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextEditor } from './DocumentEditor.tsx';
import { ToolButton } from './ToolButton.tsx';

interface TableToolsProps {
  readonly editor: TextEditor;
  readonly isInTable: boolean;
}

const DEEDS = [
  { name: 'rowAbove', run: (editor: TextEditor) => editor.commands.addRowBefore() },
  { name: 'rowBelow', run: (editor: TextEditor) => editor.commands.addRowAfter() },
  { name: 'columnBefore', run: (editor: TextEditor) => editor.commands.addColumnBefore() },
  { name: 'columnAfter', run: (editor: TextEditor) => editor.commands.addColumnAfter() },
  { name: 'headerRow', run: (editor: TextEditor) => editor.commands.toggleHeaderRow() },
  { name: 'mergeOrSplit', run: (editor: TextEditor) => editor.commands.mergeOrSplit() },
  { name: 'deleteRow', run: (editor: TextEditor) => editor.commands.deleteRow() },
  { name: 'deleteColumn', run: (editor: TextEditor) => editor.commands.deleteColumn() },
  { name: 'deleteTable', run: (editor: TextEditor) => editor.commands.deleteTable() },
] as const;

/** Outside a table it puts one in, inside it offers what a table can do. */
export function TableTools({ editor, isInTable }: TableToolsProps): ReactElement {
  const { t } = useTranslation();
  if (!isInTable) return <ToolButton icon={Table} label={t('editor.table')} onPress={() => insertTable(editor)} />;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ToolButton icon={Table} label={t('editor.tableTools')} isOn />
      </Menu.Target>
      <Menu.Dropdown>
        {DEEDS.map(({ name, run }) => (
          <Menu.Item key={name} onClick={() => run(editor)}>
            {t(`editor.tables.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function insertTable(editor: TextEditor): void {
  editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
}
