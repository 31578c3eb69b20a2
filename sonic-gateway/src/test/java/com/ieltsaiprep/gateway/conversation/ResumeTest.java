package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.capsule.CapsuleSeal;
import com.ieltsaiprep.gateway.conversation.port.ConversationHandle;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;

import org.junit.jupiter.api.Test;

/** Resumption of a conversation, on the same event loop or on another node. */
class ResumeTest {
    private final ConversationTestBed bed = new ConversationTestBed();
    private final FakeClient client = bed.client;
    private final FakeClient second = new FakeClient();

    private ServerMessage.Capsule newestCapsule(FakeClient of) {
        return of.messages(ServerMessage.Capsule.class).getLast();
    }

    private ConversationTestBed askQuestion() {
        bed.begin().advance(40).reply("Where do you live?", 2_000).advance(600);
        return bed;
    }

    private ClientMessage.Resume resume(int epoch, long receivedMs, boolean turnLost) {
        int captions = client.messages(ServerMessage.Caption.class).size();
        return new ClientMessage.Resume(
                newestCapsule(client).sealed(),
                0,
                epoch,
                receivedMs,
                captions,
                false,
                turnLost,
                "test");
    }

    private ConversationHandle resumeHere(ClientMessage.Resume resume) {
        ConversationHandle back =
                bed.conversations.open(ConversationTestBed.IDENTITY, second, bed.nowUs);
        back.onMessage(resume, bed.nowUs);
        return back;
    }

    private ConversationTestBed resumeOnAnotherNode(ClientMessage.Resume resume) {
        ConversationTestBed other = new ConversationTestBed(bed.seal);
        other.nowUs = bed.nowUs;
        other.conversation.onMessage(resume, bed.nowUs);
        return other;
    }

    @Test
    void sendsACapsuleFromTheBeginning() {
        bed.start().advance(40);
        assertThat(client.messages(ServerMessage.Capsule.class)).hasSize(1);
    }

    @Test
    void sendsANewCapsuleWithHigherCounterAfterEachSentence() {
        askQuestion();
        assertThat(client.messages(ServerMessage.Capsule.class))
                .extracting(ServerMessage.Capsule::counter)
                .containsExactly(1L, 2L);
        Capsule capsule =
                ((CapsuleSeal.Valid) bed.seal.open(newestCapsule(client).sealed(), "u", "s"))
                        .capsule();
        assertThat(capsule.history()).hasSize(1);
        assertThat(capsule.repliesEnded()).isEqualTo(1);
        assertThat(capsule.replyOwed()).isFalse();
    }

    @Test
    void recordsAcknowledgedCapsulesInTheRegistry() {
        askQuestion().send(new ClientMessage.CapsuleStored(2));
        assertThat(bed.registry.newest().acknowledged).isEqualTo(2);
        bed.send(new ClientMessage.CapsuleStored(1)).send(new ClientMessage.CapsuleStored(99));
        assertThat(bed.registry.newest().acknowledged).isEqualTo(2);
    }

    @Test
    void continuesExactlyWhereTheClientsAudioEnded() {
        askQuestion();
        int before = client.audioBytes;
        bed.disconnect().advance(2_000);
        ConversationHandle back = resumeHere(resume(1, 400, true));
        assertThat(second.messages(ServerMessage.Resumed.class))
                .containsExactly(new ServerMessage.Resumed(true));
        assertThat(bed.sonic.streams).hasSize(1);
        for (int passed = 0; passed < 3_000; passed += 20) {
            bed.nowUs += 20_000;
            back.tick(bed.nowUs);
            back.onMessage(new ClientMessage.Playout(1, 400 + passed, 0, 0), bed.nowUs);
        }
        assertThat(before).isGreaterThan(400 * AudioFrame.DOWNLINK_BYTES_PER_MS);
        assertThat(second.audioBytes).isEqualTo(1_600 * AudioFrame.DOWNLINK_BYTES_PER_MS);
        assertThat(second.audioSequences).startsWith(0);
        assertThat(second.messages(ServerMessage.ReplyEnd.class))
                .containsExactly(new ServerMessage.ReplyEnd(1, 2_000));
        assertThat(second.messages(ServerMessage.Clear.class)).isEmpty();
    }

    @Test
    void deduplicatesMicrophoneFramesThatTheClientResends() {
        askQuestion().reportPlayout(1, 2_000).speak(1_000).disconnect();
        ConversationHandle back = resumeHere(resume(1, 2_000, false));
        for (int sequence = 0; sequence < 60; sequence++) {
            back.onAudio(ConversationTestBed.voiceFrame(sequence, bed.nowUs), bed.nowUs);
        }
        for (int passed = 0; passed < 1_000; passed += 20) {
            bed.nowUs += 20_000;
            back.tick(bed.nowUs);
        }
        assertThat(bed.sentAudioMs(0)).isEqualTo(60 * 20);
    }

    @Test
    void sendsNoSilenceWhileTheRestOfASentenceMayCome() {
        askQuestion().reportPlayout(1, 2_000).speak(1_000).disconnect().advance(19_000);
        assertThat(bed.sentAudioMs(0)).isEqualTo(1_000);
    }

    @Test
    void resendsCaptionsThatWereLostWithTheConnection() {
        askQuestion().disconnect().answer("In Hanoi.");
        resumeHere(
                new ClientMessage.Resume(
                        newestCapsule(client).sealed(), 0, 1, 0, 1, false, false, null));
        assertThat(second.messages(ServerMessage.Caption.class))
                .extracting(ServerMessage.Caption::text)
                .containsExactly("Where do you live?", "In Hanoi.");
    }

    @Test
    void closesTheOldConnectionWhenASecondDeviceTakesOver() {
        askQuestion();
        ConversationHandle back = resumeHere(resume(1, 600, true));
        assertThat(client.closed).isEqualTo(CloseCode.TAKEN_OVER);
        bed.conversation.tick(bed.nowUs);
        assertThat(bed.conversation.isFinished()).isTrue();
        assertThat(back.isFinished()).isFalse();
        assertThat(bed.registry.claims.getFirst().released).isTrue();
    }

    @Test
    void resumesOnAnotherNodeWithTheHistory() {
        bed.begin().answer("Good morning.").reply("Where do you live?", 400).advance(600);
        ConversationTestBed other = resumeOnAnotherNode(resume(1, 400, false));
        other.openStream();
        assertThat(other.client.messages(ServerMessage.Resumed.class))
                .containsExactly(new ServerMessage.Resumed(false));
        assertThat(other.client.messages(ServerMessage.Clear.class)).isEmpty();
        assertThat(other.sonic.newest().sent(SonicInput.Text.class))
                .extracting(SonicInput.Text::content)
                .endsWith("Good morning.", "Where do you live?");
        other.reply("I see.", 100);
        assertThat(other.client.audioEpochs).containsOnly(2);
    }

    @Test
    void promptsAgainOnAnotherNodeWhenATurnWasLostAndDropsTheRestOfIt() {
        askQuestion();
        ConversationTestBed other = resumeOnAnotherNode(resume(1, 400, true));
        other.speak(400).openStream().advance(200);
        assertThat(other.client.messages(ServerMessage.Clear.class))
                .containsExactly(new ServerMessage.Clear(2));
        assertThat(other.newestPrompt()).contains("line was lost");
        assertThat(other.sentAudioMs(0)).isZero();
        other.reply("We were cut off. Where do you live?", 200);
        assertThat(other.client.audioEpochs).containsOnly(2);
        other.reportPlayout(2, 200).speak(400);
        assertThat(other.sentAudioMs(0)).isPositive();
    }

    @Test
    void answersTheCandidatesLastWordsOnAnotherNode() {
        askQuestion().reportPlayout(1, 2_000).answer("In Hanoi.").advance(600);
        ConversationTestBed other = resumeOnAnotherNode(resume(1, 2_000, true));
        other.openStream();
        assertThat(other.newestPrompt()).contains("next question");
    }

    @Test
    void refusesACapsuleThatTheSealRefuses() {
        bed.send(new ClientMessage.Resume("forged", 0, 0, 0, 0, false, false, null));
        assertThat(client.messages(ServerMessage.ProtocolError.class))
                .extracting(ServerMessage.ProtocolError::code)
                .containsExactly(ErrorCode.CAPSULE_ALTERED);
        assertThat(client.closed).isEqualTo(CloseCode.CAPSULE_REFUSED);
        assertThat(bed.conversation.isFinished()).isTrue();
        assertThat(bed.registry.claims).isEmpty();
    }

    @Test
    void refusesACapsuleOlderThanOneThatWasAcknowledged() {
        askQuestion();
        ConversationTestBed other = new ConversationTestBed(bed.seal);
        other.registry.supersede();
        other.conversation.onMessage(resume(1, 400, false), bed.nowUs);
        assertThat(other.client.messages(ServerMessage.ProtocolError.class))
                .extracting(ServerMessage.ProtocolError::code)
                .containsExactly(ErrorCode.CAPSULE_SUPERSEDED);
        assertThat(other.client.closed).isEqualTo(CloseCode.CAPSULE_REFUSED);
        assertThat(other.sonic.streams).isEmpty();
    }

    @Test
    void refusesAStartOfASessionWithAnAcknowledgedCapsule() {
        bed.registry.supersede();
        bed.start();
        assertThat(client.messages(ServerMessage.ProtocolError.class))
                .containsExactly(
                        new ServerMessage.ProtocolError(
                                ErrorCode.CAPSULE_SUPERSEDED,
                                "the session has gone on: resume with its newest capsule, or begin"
                                        + " another"));
        assertThat(client.closed).isEqualTo(CloseCode.CAPSULE_REFUSED);
        assertThat(bed.sonic.streams).isEmpty();
    }

    @Test
    void endsAtOnceWhenTheConversationIsFinished() {
        askQuestion();
        ConversationTestBed other = new ConversationTestBed(bed.seal);
        other.registry.finishAll();
        other.conversation.onMessage(resume(1, 400, false), bed.nowUs);
        assertThat(other.client.messages(ServerMessage.Ended.class)).hasSize(1);
        assertThat(other.client.closed).isEqualTo(CloseCode.NORMAL);
    }

    @Test
    void keepsInputUntilTheRegistryAnswers() {
        bed.registry.withholdsAnswers = true;
        bed.start().speak(200).send(new ClientMessage.Mute(false));
        assertThat(bed.sonic.streams).isEmpty();
        assertThat(bed.conversation.heldBytes()).isEqualTo(200 * 32);
        bed.registry.newest().grant(bed.nowUs);
        bed.openStream().advance(200);
        assertThat(bed.sentAudioMs(0)).isEqualTo(200);
    }

    @Test
    void releasesAnOwnershipGrantedAfterTheDisconnect() {
        bed.registry.withholdsAnswers = true;
        bed.start().disconnect();
        bed.registry.newest().grant(bed.nowUs);
        assertThat(bed.registry.newest().released).isTrue();
        assertThat(bed.sonic.streams).isEmpty();
        assertThat(bed.conversation.isFinished()).isTrue();
    }

    @Test
    void closesWhenTheApiRevokesTheConversation() {
        askQuestion();
        bed.registry.revokeNewest();
        assertThat(client.closed).isEqualTo(CloseCode.REVOKED);
        assertThat(bed.sonic.newest().finished).isTrue();
    }

    @Test
    void closesWhenAnotherNodeTakesOver() {
        askQuestion();
        bed.registry.newest().listener.onTakenOver(bed.nowUs);
        assertThat(client.closed).isEqualTo(CloseCode.TAKEN_OVER);
        assertThat(bed.sonic.newest().finished).isTrue();
        bed.advance(4_100);
        assertThat(bed.sonic.newest().cancelled).isTrue();
        assertThat(bed.conversation.isFinished()).isTrue();
    }

    @Test
    void doesNotReattachToAConversationThatContinuedOnAnotherNode() {
        askQuestion();
        ConversationTestBed other = resumeOnAnotherNode(resume(1, 400, false));
        other.advance(600);
        bed.disconnect();
        ClientMessage.Resume later =
                new ClientMessage.Resume(
                        newestCapsule(other.client).sealed(), 0, 1, 400, 0, false, false, null);
        resumeHere(later);
        assertThat(second.messages(ServerMessage.Resumed.class))
                .containsExactly(new ServerMessage.Resumed(false));
        assertThat(bed.sonic.streams).hasSize(2);
    }

    @Test
    void sparesAStreamWithoutAudioWhileTheClientIsDisconnected() {
        askQuestion().reportPlayout(1, 1_000).reportPlayout(1, 2_000).speak(4_000).disconnect();
        bed.advance(29_000);
        assertThat(bed.sonic.streams).hasSize(1);
        assertThat(bed.registry.newest().released).isFalse();
    }

    @Test
    void reattachesAgainWhenTheFirstAnswerWasLost() {
        askQuestion();
        ClientMessage.Resume resume = resume(1, 400, true);
        bed.disconnect();
        ConversationHandle lost = resumeHere(resume);
        lost.onClientDisconnected(bed.nowUs);
        resumeHere(resume);
        assertThat(second.messages(ServerMessage.Resumed.class))
                .containsExactly(new ServerMessage.Resumed(true), new ServerMessage.Resumed(true));
        assertThat(bed.sonic.streams).hasSize(1);
    }

    @Test
    void keepsTheConversationOfAClientThatDisconnectsBeforeItsClaimIsGranted() {
        askQuestion();
        ClientMessage.Resume resume = resume(1, 400, true);
        bed.disconnect();
        bed.registry.withholdsAnswers = true;
        ConversationHandle disconnected = resumeHere(resume);
        disconnected.onClientDisconnected(bed.nowUs);
        bed.registry.newest().grant(bed.nowUs);
        bed.registry.withholdsAnswers = false;
        disconnected.tick(bed.nowUs);
        resumeHere(resume);
        assertThat(second.messages(ServerMessage.Resumed.class).getLast().reattached()).isTrue();
        assertThat(bed.sonic.streams).hasSize(1);
    }

    @Test
    void keepsTheConversationOfAClientThatWasTooSlow() {
        askQuestion().advance(11_000);
        assertThat(client.closed).isEqualTo(CloseCode.TOO_SLOW);
        resumeHere(resume(1, 1_000, true));
        assertThat(second.messages(ServerMessage.Resumed.class))
                .containsExactly(new ServerMessage.Resumed(true));
    }

    @Test
    void promptsAgainWhenTheClientHeardAReplyThatTheCapsuleLacks() {
        askQuestion().reportPlayout(1, 1_000).reportPlayout(1, 2_000).answer("In Hanoi.");
        bed.advance(600);
        ConversationTestBed other = resumeOnAnotherNode(resume(2, 300, false));
        other.openStream();
        assertThat(other.newestPrompt()).contains("line was lost");
    }

    @Test
    void releasesEverythingWhenAbandoned() {
        askQuestion();
        bed.conversation.abandon(bed.nowUs);
        assertThat(bed.conversation.isFinished()).isTrue();
        assertThat(bed.sonic.newest().cancelled).isTrue();
        assertThat(bed.registry.newest().released).isTrue();
        resumeHere(resume(1, 400, false));
        assertThat(second.messages(ServerMessage.Resumed.class))
                .containsExactly(new ServerMessage.Resumed(false));
    }
}
