/** How the product's objects are named wherever they appear. */
export const viObjects = {
  states: {
    assigned: 'Đã giao',
    drafting: 'Đang viết',
    submitted: 'Đã nộp',
    returned: 'Trả lại',
    received: 'Đã nhận',
  },
  roles: {
    chair: 'Trưởng tiểu ban',
    bureau: 'Thường trực',
    helper: 'Tổ giúp việc',
    member: 'Thành viên',
    office: 'Văn phòng',
  },
  admin: 'Quản trị',
  others_one: 'và {{count}} người phối hợp',
  others_other: 'và {{count}} người phối hợp',
  daysLeft_zero: 'hạn hôm nay',
  daysLeft_one: 'còn {{count}} ngày',
  daysLeft_other: 'còn {{count}} ngày',
  daysLate_one: 'trễ {{count}} ngày',
  daysLate_other: 'trễ {{count}} ngày',
  words: '{{words}} từ',
  wordsOf: '{{words}} trên {{target}} từ',
  yesterday: 'hôm qua',
} as const;
