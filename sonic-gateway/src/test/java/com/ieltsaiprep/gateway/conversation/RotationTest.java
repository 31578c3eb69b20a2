package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.ieltsaiprep.gateway.conversation.port.RotationReason;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import org.junit.jupiter.api.Test;

/** Rotation: the next stream takes over before the service ends the first at 8 min. */
class RotationTest {
    private static final int PREFER_AFTER_MS = 360_000;
    private static final int PAUSE_AFTER_MS = 420_000;
    private static final int FORCE_AFTER_MS = 450_000;

    private final ConversationTestBed bed = new ConversationTestBed();
    private final FakeClient client = bed.client;
    private final FakeSonic sonic = bed.sonic;

    private FakeSonic.Stream first() {
        return sonic.streams.getFirst();
    }

    /** Lets Maya ask a question and the candidate hear it. */
    private ConversationTestBed askQuestion() {
        bed.begin().answer("Good morning.").reply("Where do you live?", 100).reportPlayout(1, 100);
        return bed;
    }

    @Test
    void opensTheNextStreamShortlyBeforeItIsNeeded() {
        askQuestion().advance(PREFER_AFTER_MS - 5_100);
        assertThat(sonic.streams).hasSize(1);
        bed.advance(200);
        assertThat(sonic.streams).hasSize(2);
        bed.openStream();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .extracting(SonicInput.TextStart::role)
                .containsExactly(SonicInput.Role.SYSTEM);
        assertThat(first().finished).isFalse();
    }

    @Test
    void rotatesInSilenceWithoutNotifyingTheClient() {
        askQuestion().advance(PREFER_AFTER_MS - 4_000).openStream();
        int statuses = client.messages(ServerMessage.Status.class).size();
        bed.advance(4_100);
        assertThat(first().finished).isTrue();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .extracting(SonicInput.TextStart::role, SonicInput.TextStart::interactive)
                .containsExactly(
                        tuple(SonicInput.Role.SYSTEM, false),
                        tuple(SonicInput.Role.USER, false),
                        tuple(SonicInput.Role.ASSISTANT, false));
        assertThat(client.messages(ServerMessage.Status.class)).hasSize(statuses);
        assertThat(bed.observer.rotations)
                .containsExactly(RotationReason.AFTER_LOSS, RotationReason.IN_SILENCE);
    }

    @Test
    void replaysTheBeginningOfAWordToTheNextStream() {
        askQuestion().advance(PREFER_AFTER_MS - 4_000).openStream().advance(3_500);
        int before = bed.sentAudioMs(0);
        bed.silence(400).speak(1_000);
        assertThat(first().finished).isTrue();
        assertThat(bed.sentAudioMs(0) - before + bed.sentAudioMs(1))
                .isBetween(1_400 + 300, 1_400 + 520);
    }

    @Test
    void waitsUntilTheReplyIsPlayedOut() {
        askQuestion().advance(PREFER_AFTER_MS - 4_000).openStream();
        bed.emit(0, new SonicOutput.TextStart("t", Role.ASSISTANT, SonicOutput.Stage.SPECULATIVE));
        bed.advance(4_500);
        assertThat(first().finished).isFalse();
        bed.emit(0, new SonicOutput.AudioStart("k"));
        bed.emit(0, new SonicOutput.Audio("k", new byte[9_600])).endReply(0).advance(100);
        assertThat(first().finished).isFalse();
        bed.reportPlayout(2, 200).advance(40);
        assertThat(first().finished).isTrue();
    }

    @Test
    void waitsUntilTheCandidateHasBeenAnswered() {
        askQuestion().advance(PREFER_AFTER_MS - 6_000).speak(2_000).openStream().speak(6_000);
        bed.silence(1_000);
        assertThat(first().finished).isFalse();
        bed.transcribe(0, "In Hanoi.").advance(2_000);
        assertThat(first().finished).isFalse();
    }

    @Test
    void rotatesAtAPauseOnceTheWordsAreTranscribed() {
        askQuestion().advance(PREFER_AFTER_MS - 6_000).speak(30_000).openStream().speak(38_000);
        bed.silence(900);
        assertThat(first().sent(SonicInput.ContentEnd.class)).hasSize(3);
        assertThat(first().finished).isFalse();
        bed.transcribe(0, "In Hanoi, which").silence(120);
        assertThat(first().finished).isTrue();
        assertThat(bed.newestPrompt()).isEqualTo("In Hanoi, which");
        bed.speak(3_000);
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .noneMatch(SonicInput.TextStart::interactive);
    }

    @Test
    void promptsMayaWhenThePauseWasTheEndOfTheTurn() {
        askQuestion().advance(PREFER_AFTER_MS - 6_000).speak(30_000).openStream().speak(38_000);
        bed.silence(900).transcribe(0, "In Hanoi.").silence(2_300);
        assertThat(bed.promptsMaya()).isTrue();
    }

    @Test
    void rotatesAtTheAgeLimitInAnyCase() {
        askQuestion().advance(PREFER_AFTER_MS - 6_000).speak(FORCE_AFTER_MS - PREFER_AFTER_MS);
        bed.openStream().speak(8_000);
        assertThat(bed.observer.rotations).contains(RotationReason.FORCED);
        assertThat(first().finished).isTrue();
        assertThat(client.closed).isNull();
    }

    @Test
    void replacesAStandbyStreamBeforeItTimesOut() {
        askQuestion().advance(PREFER_AFTER_MS - 4_000).openStream().speak(41_000);
        assertThat(sonic.streams).hasSize(3);
        assertThat(sonic.streams.get(1).cancelled).isTrue();
    }

    @Test
    void activatesTheStandbyStreamWhenTheFirstFails() {
        askQuestion().advance(PREFER_AFTER_MS - 4_000).openStream();
        first().listener.onClosed(new StreamEnd.Expired("life"), bed.nowUs);
        assertThat(sonic.streams).hasSize(2);
        assertThat(client.messages(ServerMessage.Status.class).getLast().state())
                .isEqualTo(StreamState.LIVE);
        bed.speak(100);
        assertThat(bed.sentAudioMs(1)).isPositive();
    }

    @Test
    void retriesWhenTheNextStreamCannotBeOpened() {
        askQuestion().advance(PREFER_AFTER_MS - 4_000).failStream(new StreamEnd.Capacity("quota"));
        assertThat(client.closed).isNull();
        bed.advance(5_100);
        assertThat(sonic.streams).hasSize(3);
    }

    @Test
    void finishesTheOldStreamsReplyAfterAForcedRotation() {
        askQuestion().advance(PAUSE_AFTER_MS).openStream();
        bed.emit(0, new SonicOutput.TextStart("t", Role.ASSISTANT, SonicOutput.Stage.SPECULATIVE));
        bed.emit(0, new SonicOutput.Text("t", Role.ASSISTANT, "Tell me about your town."));
        bed.emit(0, new SonicOutput.AudioStart("k"));
        for (int passed = 0; passed < FORCE_AFTER_MS - PAUSE_AFTER_MS + 1_000; passed += 1_000) {
            bed.emit(0, new SonicOutput.Audio("k", new byte[4_800])).reportPlayout(2, passed / 10);
            bed.advance(1_000);
        }
        assertThat(bed.newestPrompt()).endsWith("Tell me about your town.");
        int before = client.audioBytes;
        bed.emit(0, new SonicOutput.Audio("k", new byte[4_800])).endReply(0).advance(2_000);
        assertThat(client.audioBytes).isGreaterThan(before);
        assertThat(client.messages(ServerMessage.Clear.class)).isEmpty();
        assertThat(client.closed).isNotEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
    }

    /** Forces a rotation while the old stream is in the midst of a reply. */
    private ConversationTestBed rotateInMidReply() {
        askQuestion().advance(PAUSE_AFTER_MS).openStream();
        bed.emit(0, new SonicOutput.TextStart("t", Role.ASSISTANT, SonicOutput.Stage.SPECULATIVE));
        bed.emit(0, new SonicOutput.Text("t", Role.ASSISTANT, "Tell me about your town."));
        bed.emit(0, new SonicOutput.AudioStart("k"));
        for (int passed = 0; passed < FORCE_AFTER_MS - PAUSE_AFTER_MS + 100; passed += 1_000) {
            bed.emit(0, new SonicOutput.Audio("k", new byte[4_800])).reportPlayout(2, passed / 10);
            bed.advance(1_000);
        }
        assertThat(bed.observer.rotations).endsWith(RotationReason.FORCED);
        return bed;
    }

    @Test
    void doesNotCloseTheOldStreamBeforeTheEndOfItsReply() {
        rotateInMidReply();
        assertThat(first().finished).isFalse();
        bed.endReply(0);
        assertThat(first().finished).isTrue();
    }

    @Test
    void promptsAgainWhenTheOldStreamFailsInMidReply() {
        rotateInMidReply();
        first().listener.onClosed(new StreamEnd.Transient("reset"), bed.nowUs);
        assertThat(bed.newestPrompt()).contains("line was lost");
        assertThat(client.messages(ServerMessage.ReplyEnd.class)).hasSize(2);
    }

    @Test
    void stopsTheOldStreamsReplyAtBargeIn() {
        rotateInMidReply().transcribe(1, "Sorry?");
        assertThat(client.messages(ServerMessage.Clear.class)).hasSize(1);
        assertThat(bed.observer.interruptions).isEqualTo(1);
        assertThat(first().finished).isTrue();
    }

    /** Lets the old stream finish that reply, which waits for playout. */
    private ConversationTestBed rotateAndFinishReply() {
        rotateInMidReply().emit(0, new SonicOutput.Audio("k", new byte[480_000])).endReply(0);
        return bed;
    }

    @Test
    void stopsTheOldStreamsFinishedReplyAtBargeIn() {
        rotateAndFinishReply().emit(0, new SonicOutput.Interrupted());
        bed.emit(0, new SonicOutput.ContentEnd("f", ContentType.TEXT, StopReason.INTERRUPTED));
        assertThat(client.messages(ServerMessage.Clear.class)).hasSize(1);
        assertThat(bed.observer.interruptions).isEqualTo(1);
    }

    @Test
    void doesNotStopTheNewStreamsReplyForTheOldOnes() {
        rotateAndFinishReply().emit(1, new SonicOutput.AudioStart("n"));
        bed.emit(0, new SonicOutput.Interrupted());
        assertThat(client.messages(ServerMessage.Clear.class)).isEmpty();
    }

    @Test
    void promptsMayaAfterACoughInThePause() {
        askQuestion().advance(PREFER_AFTER_MS - 6_000).speak(30_000).openStream().speak(38_000);
        bed.silence(900).transcribe(0, "In Hanoi.").silence(500).speak(320).silence(5_000);
        assertThat(bed.promptsMaya()).isTrue();
    }
}
