/** Gives a text to the person as a file of that name. */
export function saveTextFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name.replace(/[\\/:*?"<>|]/g, ' ').trim()}.txt`;
  link.click();
  URL.revokeObjectURL(address);
}
