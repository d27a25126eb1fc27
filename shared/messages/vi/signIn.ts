export const viSignIn = {
  title: 'Đăng nhập',
  lead: 'Cùng viết văn kiện Đại hội',
  login: 'Tên đăng nhập',
  password: 'Mật khẩu',
  loginMissing: 'Hãy nhập tên đăng nhập.',
  passwordMissing: 'Hãy nhập mật khẩu.',
  submit: 'Đăng nhập',
  showPassword: 'Hiện hoặc ẩn mật khẩu',
  setUpFirst:
    'Máy chủ chưa có tài khoản nào. Hãy mở đường dẫn thiết lập mà chương trình in ra ở cửa sổ chạy máy chủ; mỗi lần khởi động lại có một đường dẫn mới.',
  demoTitle: 'Dùng thử',
  demoText: 'Vào xem với tư cách một người của tiểu ban mẫu, không cần mật khẩu.',
} as const;
