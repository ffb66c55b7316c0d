/** Takes the person to the first field of a form that is not as it should be: on a telephone it may be far above the button. */
export function showFault(form: HTMLFormElement | null): void {
  // Once the fault is drawn; an event's changes are, before the next frame.
  requestAnimationFrame(() => {
    const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
    const folded = field?.closest("details");
    if (folded) folded.open = true;
    field?.focus();
  });
}
