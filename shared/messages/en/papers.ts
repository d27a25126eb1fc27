export const enPapers = {
  outline: 'OUTLINE',
  elements: 'It must contain: {{elements}}.',
  pages: 'Length: about {{pages}} pages.',
  owner: 'Owner: {{name}}.',
  coEditors: 'With: {{names}}.',
  approver: 'Approver: {{name}}.',
  product: 'To hand in: {{product}}.',
  start: 'Start: {{day}}.',
  due: 'Due: {{day}}.',
} as const;
