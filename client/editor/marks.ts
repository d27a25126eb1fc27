import { Mark } from '@tiptap/core';
import { isSafeHref } from '#shared/document/schema.ts';
import { hrefOf } from './attributes.ts';

interface PlainMark {
  readonly name: string;
  readonly tag: string;
  readonly alsoTags: readonly string[];
  readonly key?: string;
  readonly excludes?: string;
}

const PLAIN: readonly PlainMark[] = [
  { name: 'bold', tag: 'strong', alsoTags: ['b'], key: 'Mod-b' },
  { name: 'italic', tag: 'em', alsoTags: ['i'], key: 'Mod-i' },
  { name: 'underline', tag: 'u', alsoTags: [], key: 'Mod-u' },
  { name: 'strike', tag: 's', alsoTags: ['del', 'strike'] },
  { name: 'superscript', tag: 'sup', alsoTags: [], key: 'Mod-.', excludes: 'superscript subscript' },
  { name: 'subscript', tag: 'sub', alsoTags: [], key: 'Mod-,', excludes: 'superscript subscript' },
];

/** Without the input rules that other editors have: `*` and `_` are letters of a report, and a rule must not meet an input method. */
export const marks = [
  ...PLAIN.map(plainMark),
  Mark.create({
    name: 'link',
    inclusive: false,
    addAttributes: () => ({ href: { default: null } }),
    parseHTML: () => [
      { tag: 'a[href]', getAttrs: (element) => (isSafeHref(element.getAttribute('href') ?? '') ? null : false) },
    ],
    renderHTML({ HTMLAttributes }) {
      const href = hrefOf(HTMLAttributes);
      const target = href !== null && isSafeHref(href) ? { href, target: '_blank', rel: 'noopener noreferrer' } : {};
      return ['a', target, 0];
    },
  }),
  Mark.create({
    name: 'comment',
    // Several threads may lie over one word.
    excludes: '',
    inclusive: false,
    addAttributes: () => ({
      threadId: {
        default: null,
        parseHTML: (element) => element.getAttribute('data-thread'),
        renderHTML: ({ threadId }: Readonly<Record<string, unknown>>) => ({ 'data-thread': threadId }),
      },
    }),
    parseHTML: () => [{ tag: 'span[data-thread]' }],
    renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0],
  }),
];

function plainMark({ name, tag, alsoTags, key, excludes }: PlainMark): Mark {
  return Mark.create({
    name,
    ...(excludes === undefined ? {} : { excludes }),
    parseHTML: () => [tag, ...alsoTags].map((one) => ({ tag: one })),
    renderHTML: () => [tag, 0],
    ...(key === undefined
      ? {}
      : { addKeyboardShortcuts: () => ({ [key]: ({ editor }) => editor.commands.toggleMark(name) }) }),
  });
}
