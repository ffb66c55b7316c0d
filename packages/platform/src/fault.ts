/** Something the operator must mend before the server can go on: the message is one line that says what and how. */
export class OperatorFault extends Error {
  override readonly name = "OperatorFault";
}
