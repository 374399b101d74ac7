/** Copies what stands in a field. Over plain HTTP browsers have no clipboard, but copy what is selected. */
export async function copyField(field: HTMLInputElement | undefined): Promise<void> {
  field?.select();
  if (!field) return;
  if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
  else document.execCommand("copy");
}
