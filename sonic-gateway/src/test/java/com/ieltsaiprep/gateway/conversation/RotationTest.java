package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import org.junit.jupiter.api.Test;

/** The next stream takes over before the service ends the first at 8 min. */
class RotationTest {
    private static final int RIPE_MS = 360_000;
    private static final int LATE_MS = 420_000;
    private static final int LATEST_MS = 450_000;

    private final ConversationTestBed talk = new ConversationTestBed();
    private final FakeClient client = talk.client;
    private final FakeSonic sonic = talk.sonic;

    private FakeSonic.Stream first() {
        return sonic.streams.getFirst();
    }

    /** Maya has asked and the candidate has heard it. */
    private void asked() {
        talk.begin();
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "Good morning.");
        talk.reply("Where do you live?", 100);
        talk.heard(1, 100);
    }

    private void standBy() {
        talk.listener().onConnecting(1, talk.nowUs);
        talk.listener().onOpen(talk.nowUs);
    }

    private static int audioMs(FakeSonic.Stream stream) {
        return stream.sent(SonicInput.Audio.class).stream()
                        .mapToInt(audio -> audio.pcm().length)
                        .sum()
                / AudioFrame.UPLINK_BYTES_PER_MS;
    }

    @Test
    void opensTheNextStreamShortlyBeforeItIsNeeded() {
        asked();
        talk.pass(RIPE_MS - 5_100);
        assertThat(sonic.streams).hasSize(1);
        talk.pass(200);
        assertThat(sonic.streams).hasSize(2);
        standBy();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .extracting(SonicInput.TextStart::role)
                .containsExactly(SonicInput.Role.SYSTEM);
        assertThat(first().finished).isFalse();
    }

    @Test
    void changesWhenNobodySpeaksAndTellsNobody() {
        asked();
        talk.pass(RIPE_MS - 4_000);
        standBy();
        int told = client.messages(ServerMessage.Status.class).size();
        talk.pass(4_100);
        assertThat(first().finished).isTrue();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .extracting(SonicInput.TextStart::role, SonicInput.TextStart::interactive)
                .containsExactly(
                        tuple(SonicInput.Role.SYSTEM, false),
                        tuple(SonicInput.Role.USER, false),
                        tuple(SonicInput.Role.ASSISTANT, false));
        assertThat(client.messages(ServerMessage.Status.class)).hasSize(told);
        assertThat(talk.observer.changes)
                .containsExactly(RotationReason.AFTER_LOSS, RotationReason.IN_SILENCE);
    }

    @Test
    void givesTheNextStreamTheBeginningOfAWord() {
        asked();
        talk.pass(RIPE_MS - 4_000);
        standBy();
        talk.pass(3_500);
        int before = audioMs(first());
        talk.silence(400);
        talk.speak(1_000);
        assertThat(first().finished).isTrue();
        assertThat(audioMs(first()) - before + audioMs(sonic.newest()))
                .isBetween(1_400 + 300, 1_400 + 520);
    }

    @Test
    void waitsUntilMayaHasBeenHeard() {
        asked();
        talk.pass(RIPE_MS - 4_000);
        standBy();
        talk.tell(0, new SonicOutput.TextStart("t", Role.ASSISTANT, SonicOutput.Stage.SPECULATIVE));
        talk.pass(4_500);
        assertThat(first().finished).isFalse();
        talk.tell(0, new SonicOutput.AudioStart("k"));
        talk.tell(0, new SonicOutput.Audio("k", new byte[9_600]));
        talk.tell(0, new SonicOutput.ContentEnd("k", ContentType.AUDIO, StopReason.END_TURN));
        talk.pass(100);
        assertThat(first().finished).isFalse();
        talk.heard(2, 200);
        talk.pass(40);
        assertThat(first().finished).isTrue();
    }

    @Test
    void waitsUntilTheCandidateHasBeenAnswered() {
        asked();
        talk.pass(RIPE_MS - 6_000);
        talk.speak(2_000);
        standBy();
        talk.speak(6_000);
        talk.silence(1_000);
        assertThat(first().finished).isFalse();
        talk.tell(0, new SonicOutput.TextStart("t", Role.USER, SonicOutput.Stage.FINAL));
        talk.tell(0, new SonicOutput.Text("t", Role.USER, "In Hanoi."));
        talk.pass(2_000);
        assertThat(first().finished).isFalse();
    }

    @Test
    void goesOverAtAPauseWhenItIsLateOnceTheWordsAreWrittenDown() {
        asked();
        talk.pass(RIPE_MS - 6_000);
        talk.speak(30_000);
        standBy();
        talk.speak(38_000);
        talk.silence(900);
        assertThat(first().sent(SonicInput.ContentEnd.class)).hasSize(3);
        assertThat(first().finished).isFalse();
        talk.tell(0, new SonicOutput.TextStart("t", Role.USER, SonicOutput.Stage.FINAL));
        talk.tell(0, new SonicOutput.Text("t", Role.USER, "In Hanoi, which"));
        talk.silence(120);
        assertThat(first().finished).isTrue();
        assertThat(sonic.newest().sent(SonicInput.Text.class).getLast().content())
                .isEqualTo("In Hanoi, which");
        talk.speak(3_000);
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .noneMatch(SonicInput.TextStart::interactive);
    }

    @Test
    void letsMayaGoOnWhenThePauseWasTheEnd() {
        asked();
        talk.pass(RIPE_MS - 6_000);
        talk.speak(30_000);
        standBy();
        talk.speak(38_000);
        talk.silence(900);
        talk.tell(0, new SonicOutput.TextStart("t", Role.USER, SonicOutput.Stage.FINAL));
        talk.tell(0, new SonicOutput.Text("t", Role.USER, "In Hanoi."));
        talk.silence(2_300);
        assertThat(sonic.newest().sent(SonicInput.TextStart.class).getLast().interactive())
                .isTrue();
    }

    @Test
    void changesAtTheLatestWhoeverSpeaks() {
        asked();
        talk.pass(RIPE_MS - 6_000);
        talk.speak(LATEST_MS - RIPE_MS);
        standBy();
        talk.speak(8_000);
        assertThat(talk.observer.changes).contains(RotationReason.FORCED);
        assertThat(first().finished).isTrue();
        assertThat(client.closed).isNull();
    }

    @Test
    void replacesAStreamThatHasStoodByTooLong() {
        asked();
        talk.pass(RIPE_MS - 4_000);
        standBy();
        talk.speak(41_000);
        assertThat(sonic.streams).hasSize(3);
        assertThat(sonic.streams.get(1).cancelled).isTrue();
    }

    @Test
    void goesOverToTheStreamThatStandsByWhenTheFirstFails() {
        asked();
        talk.pass(RIPE_MS - 4_000);
        standBy();
        first().listener.onClosed(new StreamEnd.Expired("life"), talk.nowUs);
        assertThat(sonic.streams).hasSize(2);
        assertThat(client.messages(ServerMessage.Status.class).getLast().state())
                .isEqualTo(StreamState.LIVE);
        talk.speak(100);
        assertThat(audioMs(sonic.newest())).isPositive();
    }

    @Test
    void triesAgainWhenTheNextStreamCannotBeOpened() {
        asked();
        talk.pass(RIPE_MS - 4_000);
        talk.listener().onClosed(new StreamEnd.Capacity("quota"), talk.nowUs);
        assertThat(client.closed).isNull();
        talk.pass(5_100);
        assertThat(sonic.streams).hasSize(3);
    }

    @Test
    void playsAReplyToItsEndThatTheOldStreamWasMakingAtTheLatestMoment() {
        asked();
        talk.pass(LATE_MS);
        standBy();
        talk.tell(0, new SonicOutput.TextStart("t", Role.ASSISTANT, SonicOutput.Stage.SPECULATIVE));
        talk.tell(0, new SonicOutput.Text("t", Role.ASSISTANT, "Tell me about your town."));
        talk.tell(0, new SonicOutput.AudioStart("k"));
        for (int passed = 0; passed < LATEST_MS - LATE_MS + 1_000; passed += 1_000) {
            talk.tell(0, new SonicOutput.Audio("k", new byte[4_800]));
            talk.heard(2, passed / 10);
            talk.pass(1_000);
        }
        assertThat(sonic.newest().sent(SonicInput.Text.class).getLast().content())
                .endsWith("Tell me about your town.");
        int before = client.audioBytes;
        talk.tell(0, new SonicOutput.Audio("k", new byte[4_800]));
        talk.tell(0, new SonicOutput.ContentEnd("k", ContentType.AUDIO, StopReason.END_TURN));
        talk.pass(2_000);
        assertThat(client.audioBytes).isGreaterThan(before);
        assertThat(client.messages(ServerMessage.Clear.class)).isEmpty();
        assertThat(client.closed).isNotEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
    }

    /** The old stream is in the midst of a reply when the next one has to take over. */
    private void changedInMidReply() {
        asked();
        talk.pass(LATE_MS);
        standBy();
        talk.tell(0, new SonicOutput.TextStart("t", Role.ASSISTANT, SonicOutput.Stage.SPECULATIVE));
        talk.tell(0, new SonicOutput.Text("t", Role.ASSISTANT, "Tell me about your town."));
        talk.tell(0, new SonicOutput.AudioStart("k"));
        for (int passed = 0; passed < LATEST_MS - LATE_MS + 100; passed += 1_000) {
            talk.tell(0, new SonicOutput.Audio("k", new byte[4_800]));
            talk.heard(2, passed / 10);
            talk.pass(1_000);
        }
        assertThat(talk.observer.changes).endsWith(RotationReason.FORCED);
    }

    @Test
    void doesNotEndTheOldStreamBeforeItsReply() {
        changedInMidReply();
        assertThat(first().finished).isFalse();
        talk.tell(0, new SonicOutput.ContentEnd("k", ContentType.AUDIO, StopReason.END_TURN));
        assertThat(first().finished).isTrue();
    }

    @Test
    void asksAgainWhenTheOldStreamFailsInTheMidstOfItsReply() {
        changedInMidReply();
        first().listener.onClosed(new StreamEnd.Transient("reset"), talk.nowUs);
        assertThat(sonic.newest().sent(SonicInput.Text.class).getLast().content())
                .contains("line was lost");
        assertThat(client.messages(ServerMessage.ReplyEnd.class)).hasSize(2);
    }

    @Test
    void silencesTheOldStreamsReplyWhenTheCandidateSpeaksIntoIt() {
        changedInMidReply();
        talk.tell(1, new SonicOutput.TextStart("t", Role.USER, SonicOutput.Stage.FINAL));
        talk.tell(1, new SonicOutput.Text("t", Role.USER, "Sorry?"));
        assertThat(client.messages(ServerMessage.Clear.class)).hasSize(1);
        assertThat(talk.observer.interruptions).isEqualTo(1);
        assertThat(first().finished).isTrue();
    }

    /** The reply is made to its end, and waits for the listener. */
    private void changedAndReplyMade() {
        changedInMidReply();
        talk.tell(0, new SonicOutput.Audio("k", new byte[480_000]));
        talk.tell(0, new SonicOutput.ContentEnd("k", ContentType.AUDIO, StopReason.END_TURN));
    }

    @Test
    void silencesTheOldStreamsReplyThatIsMadeButStillHeard() {
        changedAndReplyMade();
        talk.tell(0, new SonicOutput.Interrupted());
        talk.tell(0, new SonicOutput.ContentEnd("f", ContentType.TEXT, StopReason.INTERRUPTED));
        assertThat(client.messages(ServerMessage.Clear.class)).hasSize(1);
        assertThat(talk.observer.interruptions).isEqualTo(1);
    }

    @Test
    void doesNotSilenceTheNewStreamsReplyForTheOldOnes() {
        changedAndReplyMade();
        talk.tell(1, new SonicOutput.AudioStart("n"));
        talk.tell(0, new SonicOutput.Interrupted());
        assertThat(client.messages(ServerMessage.Clear.class)).isEmpty();
    }

    @Test
    void letsMayaGoOnAfterACoughInThePause() {
        asked();
        talk.pass(RIPE_MS - 6_000);
        talk.speak(30_000);
        standBy();
        talk.speak(38_000);
        talk.silence(900);
        talk.tell(0, new SonicOutput.TextStart("t", Role.USER, SonicOutput.Stage.FINAL));
        talk.tell(0, new SonicOutput.Text("t", Role.USER, "In Hanoi."));
        talk.silence(500);
        talk.speak(320);
        talk.silence(5_000);
        assertThat(sonic.newest().sent(SonicInput.TextStart.class).getLast().interactive())
                .isTrue();
    }
}
