/** Moves the focus to the summary of what is wrong in a form, so that it is read first. */
export function start([summary]) {
  summary.focus();
}
