import { Button, Group, Popover, TextInput } from '@mantine/core';
import { Link } from 'lucide-react';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isSafeHref } from '#shared/document/schema.ts';
import type { TextEditor } from './DocumentEditor.tsx';
import { ToolButton } from './ToolButton.tsx';

interface LinkToolProps {
  readonly editor: TextEditor;
  /** The link at the caret. */
  readonly href: string | null;
}

/** Sets or takes away the link of the selection. */
export function LinkTool({ editor, href }: LinkToolProps): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [address, setAddress] = useState('');
  const [isRefused, setRefused] = useState(false);
  const open = (): void => {
    setAddress(href ?? '');
    setRefused(false);
    setOpen(true);
  };
  const apply = (event: FormEvent): void => {
    event.preventDefault();
    const whole = /^[a-z]+:/i.test(address) ? address.trim() : `https://${address.trim()}`;
    if (!isSafeHref(whole) || address.trim() === '') {
      setRefused(true);
      return;
    }
    editor.chain().focus().extendMarkRange('link').setMark('link', { href: whole }).run();
    setOpen(false);
  };
  const remove = (): void => {
    editor.chain().focus().extendMarkRange('link').unsetMark('link').run();
    setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus returnFocus position="bottom" shadow="md">
      <Popover.Target>
        <ToolButton icon={Link} label={t('editor.link')} isOn={href !== null} onPress={open} />
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={apply}>
          <TextInput
            label={t('editor.linkAddress')}
            value={address}
            error={isRefused ? t('editor.linkRefused') : null}
            onChange={(event) => setAddress(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end" mt="sm" gap="xs">
            {href !== null && (
              <Button variant="default" onClick={remove}>
                {t('editor.linkRemove')}
              </Button>
            )}
            <Button type="submit" variant="default">
              {t('editor.linkSet')}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
