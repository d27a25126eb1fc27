/** What the server says to who started it. */
export const viConsole = {
  address: 'Đồng Thảo đang chạy tại {{address}}',
  demo: 'Chế độ dùng thử: ai mở được trang này đều đăng nhập được bằng bất kỳ thành viên nào, không cần mật khẩu.',
  setUp: 'Lập tài khoản quản trị đầu tiên bằng đường dẫn dưới đây, dùng được một lần, trong một giờ.',
  portTaken: 'PORT: cổng {{port}} đang có chương trình khác dùng. Hãy tắt chương trình đó hoặc đặt PORT khác.',
  portForbidden: 'PORT: máy không cho dùng cổng {{port}}. Hãy đặt PORT từ 1024 trở lên.',
  unusedSettings: 'Bản này chưa dùng đến: {{names}}',
  demoCutOff: 'Ví dụ mẫu bị ngắt giữa chừng khi đang tạo: hãy khởi động với DATA_DIR trống để có bản đầy đủ.',
  folderIsFile: 'DATA_DIR: {{folder}} không phải là thư mục. Hãy đặt DATA_DIR là một thư mục.',
  folderUnusable:
    'DATA_DIR: không tạo được hoặc không ghi được vào thư mục {{folder}} ({{reason}}). Hãy đặt DATA_DIR là thư mục mà tài khoản chạy chương trình được ghi.',
  storeInUse:
    'DATA_DIR: một chương trình khác đang dùng dữ liệu trong {{folder}}. Hãy dừng chương trình đó hoặc đặt DATA_DIR khác.',
  storeNewer:
    'DATA_DIR: dữ liệu trong {{folder}} thuộc về một bản mới hơn của chương trình. Hãy chạy bản mới đó hoặc khôi phục bản sao lưu.',
  storeUnreadable:
    'DATA_DIR: không mở được dữ liệu trong {{folder}} ({{reason}}). Hãy khôi phục bản sao lưu hoặc đặt DATA_DIR khác.',
  storeInFolder: 'DATABASE_URL: bản này chỉ giữ dữ liệu trong DATA_DIR. Hãy bỏ cài đặt DATABASE_URL.',
  hostUnknown: 'HOST: máy này không có địa chỉ {{host}}.',
} as const;
