// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { cleanHtml, cleanText } from '#client/editor/paste.ts';

test('bold and italic of Word come through, its styles do not', () => {
  const word = `<html><head><style>p.MsoNormal{color:red}</style></head><body>
    <p class=MsoNormal style='text-align:justify;margin:6pt'>Tổng thu <b style='mso-bidi-font-weight:normal'>412,6</b>
    <span style='font-style:italic'>tỷ đồng</span><o:p></o:p></p></body></html>`;

  expect(cleanHtml(word)).toBe('<p data-align="justify">Tổng thu <strong>412,6</strong> <em>tỷ đồng</em></p>');
});

test('no style attribute reaches a parser: the content policy would strip it with all that it says', () => {
  const parse = vi.spyOn(DOMParser.prototype, 'parseFromString');

  cleanHtml(`<p style="color:red" title='a>b' style = 'x'>chữ style="giữ"</p>`);

  const parsed = parse.mock.calls.map(([html]) => html).join('');
  parse.mockRestore();
  expect(parsed).not.toMatch(/<p[^>]*\sstyle\s*=/);
  expect(parsed).toContain('chữ style="giữ"');
});

test('a list of Word becomes a list, the sign that it prints goes', () => {
  const item = (level: number, sign: string, text: string): string =>
    `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><![if !supportLists]><span
    style='mso-list:Ignore'>${sign}<span>&nbsp;&nbsp; </span></span><![endif]>${text}</p>`;

  expect(cleanHtml(item(1, '-', 'Thu thuế') + item(2, '1.', 'Hộ cá thể') + item(1, 'a)', 'Chi'))).toBe(
    '<p data-list="dash">Thu thuế</p><p data-list="decimal" data-indent="1">Hộ cá thể</p><p data-list="alpha">Chi</p>',
  );
});

test('headings keep their level and lose the number that was typed before them', () => {
  expect(cleanHtml('<h1>I. Kết quả</h1><h2>1.2. Thu ngân sách</h2><h3>2019 là năm bản lề</h3>')).toBe(
    '<p data-level="1">Kết quả</p><p data-level="2">Thu ngân sách</p><p data-level="3">2019 là năm bản lề</p>',
  );
});

test('headings that Word numbers are headings, without the number that it prints', () => {
  const number = `<![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>`;

  expect(
    cleanHtml(`<h1 style='margin-left:.5in;mso-list:l0 level1 lfo1'>${number}Kết quả<o:p></o:p></h1>
      <p class=MsoHeading style='mso-outline-level:2;mso-list:l0 level2 lfo1'>${number}<b>Thu</b> ngân sách</p>`),
  ).toBe('<p data-level="1">Kết quả</p><p data-level="2"><strong>Thu</strong> ngân sách</p>');
});

test('nested lists of a page become steps of indentation', () => {
  expect(cleanHtml('<ul><li>một<ol><li>hai</li></ol></li></ul>')).toBe(
    '<p data-list="bullet">một</p><p data-list="decimal" data-indent="1">hai</p>',
  );
});

test('a table keeps its cells, spans and header', () => {
  const table = `<table><thead><tr><th colspan=2>Năm</th></tr></thead><tr><td style="width:3cm">2019</td><td></td></tr></table>`;

  expect(cleanHtml(table)).toBe(
    '<table><tr><th colspan="2"><p>Năm</p></th></tr><tr><td><p>2019</p></td><td><p></p></td></tr></table>',
  );
});

test.each([
  '<img src=x onerror="alert(1)">',
  '<script>alert(1)</script>',
  '<iframe src="https://example.org"></iframe>',
  '<svg onload="alert(1)"><text>x</text></svg>',
])('nothing else is kept: %s', (html) => {
  expect(cleanHtml(html)).toBe('');
});

test('only safe links stay links', () => {
  expect(cleanHtml('<p><a href="javascript:alert(1)">a</a> <a href="https://example.org/">b</a></p>')).toBe(
    '<p>a <a href="https://example.org/">b</a></p>',
  );
});

test('what comes from our own clipboard stays as it is', () => {
  const own = '<p data-pm-slice="1 1 []" data-level="2">Thu ngân sách</p>';

  expect(cleanHtml(own)).toBe(own);
});

test('plain text comes in with composed letters and ordinary spaces', () => {
  expect(cleanText('Đảng bo\u0323\u0302\u00a0x\u200b')).toBe('Đảng bộ x');
});
