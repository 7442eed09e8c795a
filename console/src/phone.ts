import {
  ConnectionError,
  createAudioAnalyser,
  createLocalAudioTrack,
  DisconnectReason,
  type LocalAudioTrack,
  type Participant,
  type RemoteAudioTrack,
  type RemoteParticipant,
  Room,
  RoomEvent,
  setLogLevel,
  type TextStreamReader,
  Track,
} from 'livekit-client';
import { AGENT_NAME, AGENT_STATE, type Change } from './conversation';
import type { Heard } from './transcript';
import { Dropped, NoMicrophone, NoRoom } from './trouble';

const TRANSCRIPTION = 'lk.transcription';
const CHAT = 'lk.chat';

setLogLevel('warn');

/** The client's own limits do not cover a server that answers, but not as LiveKit does. */
const CONNECTED_WITHIN_MS = 20_000;

/** What a call tells the page. */
export interface Listener {
  changed(change: Change): void;
  heard(heard: Heard): void;
  /** The browser plays no sound until the caller has pressed something ({@link Phone.unblockSound}). */
  soundBlocked(blocked: boolean): void;
  /** The call is over without the caller's doing; `error` where it should not be. */
  over(error: Dropped | null): void;
}

/** Sound levels, 0 to 1. */
export interface Levels {
  readonly caller: number;
  readonly agent: number;
}

/** Asks the browser for the microphone. @throws NoMicrophone */
export async function openMicrophone(): Promise<LocalAudioTrack> {
  try {
    return await createLocalAudioTrack({
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    });
  } catch (cause) {
    throw new NoMicrophone('no microphone', { cause });
  }
}

/** One call: a LiveKit room, the caller's microphone in it, the agent's voice out of it. */
export class Phone {
  readonly #room = new Room({ disconnectOnPageLeave: true, stopLocalTrackOnUnpublish: true });
  readonly #meters = new Map<'caller' | 'agent', ReturnType<typeof createAudioAnalyser>>();
  #connected = false;
  #hungUp = false;

  constructor(
    readonly microphone: LocalAudioTrack | null,
    private readonly listener: Listener,
  ) {
    this.#room.registerTextStreamHandler(TRANSCRIPTION, (reader, { identity }) => {
      this.#read(reader, identity).catch((error: unknown) => {
        // A stream breaks off when its sender dies; what it said so far has been shown.
        console.warn('a transcription broke off', error);
      });
    });
    this.#room
      .on(RoomEvent.SignalReconnecting, () => listener.changed({ kind: 'reconnecting' }))
      .on(RoomEvent.Reconnecting, () => listener.changed({ kind: 'reconnecting' }))
      .on(RoomEvent.Reconnected, () => listener.changed({ kind: 'connected' }))
      .on(RoomEvent.ParticipantConnected, (participant) => this.#notice(participant))
      .on(RoomEvent.ParticipantAttributesChanged, (_, participant) => this.#notice(participant))
      .on(RoomEvent.ParticipantDisconnected, (participant) => this.#left(participant))
      .on(RoomEvent.TrackSubscribed, (track) => {
        if (track.kind === Track.Kind.Audio) this.#play(track as RemoteAudioTrack);
      })
      .on(RoomEvent.TrackUnsubscribed, (track) => {
        for (const element of track.detach()) element.remove();
      })
      .on(RoomEvent.AudioPlaybackStatusChanged, () => listener.soundBlocked(!this.#room.canPlaybackAudio))
      .on(RoomEvent.Disconnected, (reason) => this.#disconnected(reason));
  }

  /** @throws NoRoom */
  async dial(url: string, token: string): Promise<void> {
    try {
      await within(CONNECTED_WITHIN_MS, this.#room.connect(url, token));
      this.#connected = true;
      if (this.microphone !== null) {
        await this.#room.localParticipant.publishTrack(this.microphone, { source: Track.Source.Microphone });
        this.#meters.set('caller', createAudioAnalyser(this.microphone));
      }
    } catch (cause) {
      this.#hungUp = true;
      await this.#close();
      throw new NoRoom(url, cause instanceof ConnectionError ? (cause.status ?? null) : null, cause);
    }
    this.listener.changed({ kind: 'connected' });
    for (const participant of this.#room.remoteParticipants.values()) this.#notice(participant);
  }

  async mute(muted: boolean): Promise<void> {
    await (muted ? this.microphone?.mute() : this.microphone?.unmute());
  }

  async type(text: string): Promise<void> {
    await this.#room.localParticipant.sendText(text, { topic: CHAT });
  }

  async unblockSound(): Promise<void> {
    await this.#room.startAudio();
  }

  /** Leaves the room and gives the microphone back. Idempotent. */
  async hangUp(): Promise<void> {
    this.#hungUp = true;
    await this.#close();
  }

  levels(): Levels {
    return { caller: this.#level('caller'), agent: this.#level('agent') };
  }

  #level(who: 'caller' | 'agent'): number {
    return this.#meters.get(who)?.calculateVolume() ?? 0;
  }

  #play(track: RemoteAudioTrack): void {
    const element = track.attach();
    element.dataset.voice = 'agent';
    document.body.append(element);
    void this.#meters.get('agent')?.cleanup();
    this.#meters.set('agent', createAudioAnalyser(track));
  }

  #notice(participant: Participant): void {
    if (isAgent(participant)) {
      this.listener.changed({ kind: 'agent', attributes: participant.attributes });
    }
  }

  #left(participant: RemoteParticipant): void {
    if (isAgent(participant)) this.listener.changed({ kind: 'agent-left' });
  }

  /** Each stream holds its segment from the start; a later stream with the same segment's id replaces it. */
  async #read(reader: TextStreamReader, identity: string): Promise<void> {
    let text = '';
    for await (const chunk of reader) {
      text += chunk;
      this.#tell(reader, identity, text, false);
    }
    this.#tell(reader, identity, text, reader.info.attributes?.['lk.transcription_final'] !== 'false');
  }

  #tell({ info }: TextStreamReader, identity: string, text: string, final: boolean): void {
    const attributes = info.attributes ?? {};
    this.listener.heard({
      kind: 'segment',
      id: attributes['lk.segment_id'] ?? info.id,
      from: this.#isOurs(identity, attributes) ? 'caller' : 'agent',
      agent: attributes[AGENT_NAME] ?? '',
      text,
      final,
      interrupted: attributes['tandem.interrupted'] === 'true',
    });
  }

  /** What the caller said is sent by the agent, in the caller's name or naming the caller's track or role. */
  #isOurs(identity: string, attributes: Readonly<Record<string, string>>): boolean {
    const us = this.#room.localParticipant;
    const track = attributes['lk.transcribed_track_id'];
    return (
      attributes['tandem.role'] === 'caller' ||
      identity === us.identity ||
      (track !== undefined && us.trackPublications.has(track))
    );
  }

  #disconnected(reason: DisconnectReason | undefined): void {
    // A connection that never stood is told by dial.
    if (this.#hungUp || !this.#connected) {
      return;
    }
    const ended =
      reason === DisconnectReason.ROOM_DELETED ||
      reason === DisconnectReason.ROOM_CLOSED ||
      reason === DisconnectReason.PARTICIPANT_REMOVED;
    this.#hungUp = true;
    void this.#close();
    this.listener.over(ended ? null : new Dropped(`disconnected: ${reason ?? 'unknown reason'}`));
  }

  async #close(): Promise<void> {
    const meters = [...this.#meters.values()];
    this.#meters.clear();
    await Promise.allSettled(meters.map((meter) => meter.cleanup()));
    await this.#room.disconnect();
    this.microphone?.stop();
    for (const element of document.querySelectorAll('audio[data-voice]')) element.remove();
  }
}

function isAgent(participant: Participant): boolean {
  return !participant.isLocal && (participant.isAgent || AGENT_STATE in participant.attributes);
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing after ${ms} ms`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
