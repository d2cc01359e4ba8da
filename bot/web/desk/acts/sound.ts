let context: AudioContext | undefined;

const NOTES = { waiting: [523, 659], message: [659] } as const;
const NOTE_SECONDS = 0.14;
const LOUDNESS = 0.06;

/** Two soft notes for somebody who waits, one for a message. Browsers allow sound once the page has been clicked or typed in. */
export function playSound(kind: keyof typeof NOTES): void {
  context ??= new AudioContext();
  void context.resume();
  NOTES[kind].forEach((frequency, at) => {
    if (context) note(context, frequency, context.currentTime + at * NOTE_SECONDS);
  });
}

function note(audio: AudioContext, frequency: number, start: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + NOTE_SECONDS);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + NOTE_SECONDS);
}
