/** One thing said or typed, or the caller's passing on to another agent. Newest last; ids are unique. */
export type Entry = Line | Handover;

export interface Line {
  readonly kind: 'line';
  /** The segment's id in the room, or the page's own for typed input. */
  readonly id: string;
  readonly from: 'caller' | 'agent';
  /** Name of the agent that spoke; empty for the caller. */
  readonly agent: string;
  readonly text: string;
  /** False while the words may still change. */
  readonly final: boolean;
  /** The caller cut this reply off: the text holds what was spoken of it. */
  readonly interrupted: boolean;
  readonly typed: boolean;
}

export interface Handover {
  readonly kind: 'handover';
  readonly id: string;
  readonly to: string;
}

export type Heard =
  | {
      readonly kind: 'segment';
      readonly id: string;
      readonly from: 'caller' | 'agent';
      readonly agent: string;
      readonly text: string;
      readonly final: boolean;
      readonly interrupted: boolean;
    }
  | { readonly kind: 'typed'; readonly id: string; readonly text: string }
  | { readonly kind: 'handover'; readonly id: string; readonly to: string };

/** The transcript after something was heard. Returns the same array when nothing changed. */
export function transcribe(entries: readonly Entry[], heard: Heard): readonly Entry[] {
  switch (heard.kind) {
    case 'typed':
      return [
        ...entries,
        {
          kind: 'line',
          id: heard.id,
          from: 'caller',
          agent: '',
          text: heard.text,
          final: true,
          interrupted: false,
          typed: true,
        },
      ];
    case 'handover':
      return entries.length === 0 ? entries : [...entries, { kind: 'handover', id: heard.id, to: heard.to }];
    case 'segment': {
      const at = entries.findIndex((entry) => entry.kind === 'line' && entry.id === heard.id);
      return at >= 0 ? revise(entries, at, heard) : append(entries, heard);
    }
  }
}

type Segment = Extract<Heard, { kind: 'segment' }>;

function append(entries: readonly Entry[], segment: Segment): readonly Entry[] {
  if (segment.text.trim() === '') {
    return entries;
  }
  const echoed = entries.findLastIndex((entry) => isEcho(entry, segment));
  if (echoed >= 0) {
    return entries.map((entry, i) => (i === echoed ? { ...entry, id: segment.id } : entry));
  }
  return [...entries, { ...segment, kind: 'line', typed: false }];
}

/** Typed input is shown at once; a worker may also send it as a transcription, as it does with what it heard. */
function isEcho(entry: Entry, segment: Segment): boolean {
  return (
    segment.from === 'caller' &&
    entry.kind === 'line' &&
    entry.typed &&
    entry.id.startsWith(TYPED) &&
    entry.text.trim() === segment.text.trim()
  );
}

/** Prefix of the ids that the page gives to typed input, until an echo brings the room's own. */
export const TYPED = 'typed-';

function revise(entries: readonly Entry[], at: number, segment: Segment): readonly Entry[] {
  const known = entries[at] as Line;
  if (known.final && !segment.final) {
    return entries;
  }
  // Speech that came to nothing (a cough) is taken back.
  if (segment.final && segment.text.trim() === '') {
    return entries.toSpliced(at, 1);
  }
  if (
    known.text === segment.text &&
    known.final === segment.final &&
    known.interrupted === segment.interrupted
  ) {
    return entries;
  }
  const line: Line = {
    ...known,
    text: segment.text,
    final: segment.final,
    interrupted: segment.interrupted || known.interrupted,
  };
  return entries.with(at, line);
}
