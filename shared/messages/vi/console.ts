/** What the server says to who started it. */
export const viConsole = {
  address: 'Đồng Thảo đang chạy tại {{address}}',
  demo: 'Chế độ dùng thử: ai mở được trang này đều đăng nhập được bằng bất kỳ thành viên nào, không cần mật khẩu.',
  setUp: 'Lập tài khoản quản trị đầu tiên bằng đường dẫn dùng một lần dưới đây.',
  portTaken: 'PORT: cổng {{port}} đang có chương trình khác dùng. Hãy tắt chương trình đó hoặc đặt PORT khác.',
  portForbidden: 'PORT: máy không cho dùng cổng {{port}}. Hãy đặt PORT từ 1024 trở lên.',
  unusedSettings: 'Bản này chưa dùng đến: {{names}}',
  demoCutOff: 'Ví dụ mẫu bị ngắt giữa chừng khi đang tạo: hãy khởi động với DATA_DIR trống để có bản đầy đủ.',
  hostUnknown: 'HOST: máy này không có địa chỉ {{host}}.',
} as const;
