/** What the program itself says on printed papers. */
export const viPapers = {
  outline: 'ĐỀ CƯƠNG',
  elements: 'Nội dung phải có: {{elements}}.',
  pages: 'Độ dài: khoảng {{pages}} trang.',
  owner: 'Chủ trì: {{name}}.',
  coEditors: 'Phối hợp: {{names}}.',
  approver: 'Người duyệt: {{name}}.',
  product: 'Sản phẩm: {{product}}.',
  start: 'Bắt đầu: {{day}}.',
  due: 'Hạn nộp: {{day}}.',
} as const;
