export const recordedReads = {
  "recordedReads.title": "Recorded reads",
  "recordedReads.about":
    "Every change, refusal and sign-in is recorded in the event history. Here you say whether successful reads are too.",
  "recordedReads.status": "Successful reads",
  "recordedReads.off.status": "Not recorded",
  "recordedReads.off.change": "Record reads",
  "recordedReads.off.ask": "Record successful reads?",
  "recordedReads.off.text":
    "Whoever looks at anything in the console, or asks for it with an access key, is then in the event history with what they asked for. These are many: the event history grows with every page that is opened.",
  "recordedReads.off.done": "Successful reads are recorded from now on.",
  "recordedReads.on.status": "Recorded",
  "recordedReads.on.change": "Stop recording reads",
  "recordedReads.on.ask": "Stop recording successful reads?",
  "recordedReads.on.text":
    "What was recorded stays. That you stopped it is recorded too, as are all changes, refusals and sign-ins.",
  "recordedReads.on.done": "Successful reads are not recorded any more.",
} as const;
