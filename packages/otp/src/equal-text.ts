/**
 * Says whether two texts are equal, in a time that depends on their length alone. (A length is no secret here: how many
 * digits a code has is printed in its otpauth URI.)
 */
export function equalText(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index++) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  }
  return difference === 0;
}
