package dev.tandem.workers.room.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.livekit.proto.TrackSource;
import org.junit.jupiter.api.Test;

class AudioTracksTest {

    private final AudioTracks tracks = new AudioTracks();

    @Test
    void theMicrophoneWinsWhateverComesBesideIt() {
        add("mic", TrackSource.SOURCE_MICROPHONE);
        add("other", TrackSource.SOURCE_UNKNOWN);
        assertThat(heard()).isEqualTo("mic");
        assertThat(tracks.remove("other")).isPresent();
        assertThat(tracks.choose()).isFalse();
        assertThat(heard()).isEqualTo("mic");
    }

    @Test
    void theMicrophoneWinsThoughItComesLast() {
        add("other", TrackSource.SOURCE_UNKNOWN);
        assertThat(heard()).isEqualTo("other");
        add("mic", TrackSource.SOURCE_MICROPHONE);
        assertThat(heard()).isEqualTo("mic");
    }

    @Test
    void withoutAMicrophoneTheNewestIsHeardAndThenTheOneBefore() {
        add("first", TrackSource.SOURCE_UNKNOWN);
        add("second", TrackSource.SOURCE_UNKNOWN);
        assertThat(heard()).isEqualTo("second");
        assertThat(tracks.remove("second")).isPresent();
        assertThat(tracks.choose()).isTrue();
        assertThat(heard()).isEqualTo("first");
    }

    @Test
    void aSecondMicrophoneTakesTheFirstOnesPlace() {
        add("mic", TrackSource.SOURCE_MICROPHONE);
        add("again", TrackSource.SOURCE_MICROPHONE);
        assertThat(heard()).isEqualTo("again");
    }

    @Test
    void whatAScreenPlaysAndTheFifthTrackAreNotTaken() {
        assertThat(tracks.takes("screen", TrackSource.SOURCE_SCREENSHARE_AUDIO)).isFalse();
        for (int n = 0; n < 4; n++) {
            add("track " + n, TrackSource.SOURCE_UNKNOWN);
        }
        assertThat(tracks.takes("fifth", TrackSource.SOURCE_UNKNOWN)).isFalse();
        add("mic", TrackSource.SOURCE_MICROPHONE);
        assertThat(heard()).isEqualTo("mic");
    }

    private void add(String sid, TrackSource source) {
        assertThat(tracks.takes(sid, source)).isTrue();
        tracks.add(sid, source, 1);
        var _ = tracks.choose();
    }

    private String heard() {
        return tracks.heard().map(AudioTracks.Published::sid).orElse("");
    }
}
