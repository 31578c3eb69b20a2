package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.capsule.CapsuleSeal;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;

import org.junit.jupiter.api.Test;

/** A client comes back, to the same event loop or to another node. */
class ResumeTest {
    private final ConversationTestBed talk = new ConversationTestBed();
    private final FakeClient client = talk.client;
    private final FakeClient second = new FakeClient();

    private ServerMessage.Capsule newestCapsule(FakeClient of) {
        return of.messages(ServerMessage.Capsule.class).getLast();
    }

    private void talked() {
        talk.begin();
        talk.pass(40);
        talk.reply("Where do you live?", 2_000);
        talk.pass(600);
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
                talk.conversations.open(ConversationTestBed.IDENTITY, second, talk.nowUs);
        back.onMessage(resume, talk.nowUs);
        return back;
    }

    private ConversationTestBed elsewhere(ClientMessage.Resume resume) {
        ConversationTestBed other = new ConversationTestBed(talk.seal);
        other.nowUs = talk.nowUs;
        other.conversation.onMessage(resume, talk.nowUs);
        return other;
    }

    @Test
    void hasACapsuleFromTheBeginning() {
        talk.start();
        talk.pass(40);
        assertThat(client.messages(ServerMessage.Capsule.class)).hasSize(1);
    }

    @Test
    void sendsANewCapsuleWithHigherCounterAfterEachSentence() {
        talked();
        assertThat(client.messages(ServerMessage.Capsule.class))
                .extracting(ServerMessage.Capsule::counter)
                .containsExactly(1L, 2L);
        Capsule capsule =
                ((CapsuleSeal.Valid) talk.seal.open(newestCapsule(client).sealed(), "u", "s"))
                        .capsule();
        assertThat(capsule.history()).hasSize(1);
        assertThat(capsule.repliesEnded()).isEqualTo(1);
        assertThat(capsule.replyOwed()).isFalse();
    }

    @Test
    void tellsTheRegistryWhatTheClientHasSafe() {
        talked();
        talk.conversation.onMessage(new ClientMessage.CapsuleStored(2), talk.nowUs);
        assertThat(talk.registry.newest().acknowledged).isEqualTo(2);
        talk.conversation.onMessage(new ClientMessage.CapsuleStored(1), talk.nowUs);
        talk.conversation.onMessage(new ClientMessage.CapsuleStored(99), talk.nowUs);
        assertThat(talk.registry.newest().acknowledged).isEqualTo(2);
    }

    @Test
    void sendsOnExactlyWhereTheClientsAudioEnded() {
        talked();
        int before = client.audioBytes;
        talk.conversation.onClientDisconnected(talk.nowUs);
        talk.pass(2_000);
        ConversationHandle back = resumeHere(resume(1, 400, true));
        assertThat(second.messages(ServerMessage.Resumed.class))
                .containsExactly(new ServerMessage.Resumed(true));
        assertThat(talk.sonic.streams).hasSize(1);
        for (int passed = 0; passed < 3_000; passed += 20) {
            talk.nowUs += 20_000;
            back.tick(talk.nowUs);
            back.onMessage(new ClientMessage.Playout(1, 400 + passed, 0, 0), talk.nowUs);
        }
        assertThat(before).isGreaterThan(400 * AudioFrame.DOWNLINK_BYTES_PER_MS);
        assertThat(second.audioBytes).isEqualTo(1_600 * AudioFrame.DOWNLINK_BYTES_PER_MS);
        assertThat(second.audioSequences).startsWith(0);
        assertThat(second.messages(ServerMessage.ReplyEnd.class))
                .containsExactly(new ServerMessage.ReplyEnd(1, 2_000));
        assertThat(second.messages(ServerMessage.Clear.class)).isEmpty();
    }

    @Test
    void takesEachMicrophoneFrameOnceThatTheClientSendsAgain() {
        talked();
        talk.heard(1, 2_000);
        talk.speak(1_000);
        talk.conversation.onClientDisconnected(talk.nowUs);
        ConversationHandle back = resumeHere(resume(1, 2_000, false));
        for (int sequence = 0; sequence < 60; sequence++) {
            back.onAudio(ConversationTestBed.voiceFrame(sequence, talk.nowUs), talk.nowUs);
        }
        for (int passed = 0; passed < 1_000; passed += 20) {
            talk.nowUs += 20_000;
            back.tick(talk.nowUs);
        }
        assertThat(talk.heardMs(0)).isEqualTo(60 * 20);
    }

    @Test
    void waitsWithSilenceForTheRestOfASentence() {
        talked();
        talk.heard(1, 2_000);
        talk.speak(1_000);
        talk.conversation.onClientDisconnected(talk.nowUs);
        talk.pass(19_000);
        assertThat(talk.heardMs(0)).isEqualTo(1_000);
    }

    @Test
    void sendsTheCaptionsAgainThatWereLostWithTheConnection() {
        talked();
        talk.conversation.onClientDisconnected(talk.nowUs);
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        resumeHere(
                new ClientMessage.Resume(
                        newestCapsule(client).sealed(), 0, 1, 0, 1, false, false, null));
        assertThat(second.messages(ServerMessage.Caption.class))
                .extracting(ServerMessage.Caption::text)
                .containsExactly("Where do you live?", "In Hanoi.");
    }

    @Test
    void closesTheConnectionThatASecondDeviceTakesTheConversationFrom() {
        talked();
        ConversationHandle back = resumeHere(resume(1, 600, true));
        assertThat(client.closed).isEqualTo(CloseCode.TAKEN_OVER);
        talk.conversation.tick(talk.nowUs);
        assertThat(talk.conversation.isFinished()).isTrue();
        assertThat(back.isFinished()).isFalse();
        assertThat(talk.registry.claims.getFirst().released).isTrue();
    }

    @Test
    void goesOnOnAnotherNodeWithTheHistory() {
        talk.begin();
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "Good morning.");
        talk.reply("Where do you live?", 400);
        talk.pass(600);
        ConversationTestBed other = elsewhere(resume(1, 400, false));
        other.live();
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
    void asksAgainOnAnotherNodeWhenATurnWasLostAndDoesNotLetItsRestInterrupt() {
        talked();
        ConversationTestBed other = elsewhere(resume(1, 400, true));
        other.speak(400);
        other.live();
        other.pass(200);
        assertThat(other.client.messages(ServerMessage.Clear.class))
                .containsExactly(new ServerMessage.Clear(2));
        assertThat(other.sonic.newest().sent(SonicInput.Text.class).getLast().content())
                .contains("line was lost");
        assertThat(other.heardMs(0)).isZero();
        other.reply("We were cut off. Where do you live?", 200);
        assertThat(other.client.audioEpochs).containsOnly(2);
        other.heard(2, 200);
        other.speak(400);
        assertThat(other.heardMs(0)).isPositive();
    }

    @Test
    void answersOnAnotherNodeWhatTheCandidateHadSaid() {
        talked();
        talk.heard(1, 2_000);
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        talk.pass(600);
        ConversationTestBed other = elsewhere(resume(1, 2_000, true));
        other.live();
        assertThat(other.sonic.newest().sent(SonicInput.Text.class).getLast().content())
                .contains("next question");
    }

    @Test
    void refusesACapsuleThatTheSealRefuses() {
        talk.conversation.onMessage(
                new ClientMessage.Resume("forged", 0, 0, 0, 0, false, false, null), talk.nowUs);
        assertThat(client.messages(ServerMessage.ProtocolError.class))
                .extracting(ServerMessage.ProtocolError::code)
                .containsExactly(ErrorCode.CAPSULE_ALTERED);
        assertThat(client.closed).isEqualTo(CloseCode.CAPSULE_REFUSED);
        assertThat(talk.conversation.isFinished()).isTrue();
        assertThat(talk.registry.claims).isEmpty();
    }

    @Test
    void refusesACapsuleOlderThanOneThatWasAcknowledged() {
        talked();
        ConversationTestBed other = new ConversationTestBed(talk.seal);
        other.registry.supersede();
        other.conversation.onMessage(resume(1, 400, false), talk.nowUs);
        assertThat(other.client.messages(ServerMessage.ProtocolError.class))
                .extracting(ServerMessage.ProtocolError::code)
                .containsExactly(ErrorCode.CAPSULE_SUPERSEDED);
        assertThat(other.client.closed).isEqualTo(CloseCode.CAPSULE_REFUSED);
        assertThat(other.sonic.streams).isEmpty();
    }

    @Test
    void refusesAStartOfASessionThatHasGoneOn() {
        talk.registry.supersede();
        talk.start();
        assertThat(client.messages(ServerMessage.ProtocolError.class))
                .containsExactly(
                        new ServerMessage.ProtocolError(
                                ErrorCode.CAPSULE_SUPERSEDED,
                                "the session has gone on: resume with its newest capsule, or begin"
                                        + " another"));
        assertThat(client.closed).isEqualTo(CloseCode.CAPSULE_REFUSED);
        assertThat(talk.sonic.streams).isEmpty();
    }

    @Test
    void saysThatAConversationIsOverThatIsOver() {
        talked();
        ConversationTestBed other = new ConversationTestBed(talk.seal);
        other.registry.finishAll();
        other.conversation.onMessage(resume(1, 400, false), talk.nowUs);
        assertThat(other.client.messages(ServerMessage.Ended.class)).hasSize(1);
        assertThat(other.client.closed).isEqualTo(CloseCode.NORMAL);
    }

    @Test
    void keepsWhatComesWhileTheRegistryIsAsked() {
        talk.registry.holdsBack = true;
        talk.start();
        talk.speak(200);
        talk.conversation.onMessage(new ClientMessage.Mute(false), talk.nowUs);
        assertThat(talk.sonic.streams).isEmpty();
        assertThat(talk.conversation.heldBytes()).isEqualTo(200 * 32);
        talk.registry.newest().grant(talk.nowUs);
        talk.live();
        talk.pass(200);
        assertThat(talk.heardMs(0)).isEqualTo(200);
    }

    @Test
    void givesBackAClaimThatIsGrantedToAClientThatIsGone() {
        talk.registry.holdsBack = true;
        talk.start();
        talk.conversation.onClientDisconnected(talk.nowUs);
        talk.registry.newest().grant(talk.nowUs);
        assertThat(talk.registry.newest().released).isTrue();
        assertThat(talk.sonic.streams).isEmpty();
        assertThat(talk.conversation.isFinished()).isTrue();
    }

    @Test
    void endsHereWhenAnotherNodeHasTakenOver() {
        talked();
        talk.registry.newest().listener.onTakenOver(talk.nowUs);
        assertThat(client.closed).isEqualTo(CloseCode.TAKEN_OVER);
        assertThat(talk.sonic.newest().finished).isTrue();
        talk.pass(4_100);
        assertThat(talk.sonic.newest().cancelled).isTrue();
        assertThat(talk.conversation.isFinished()).isTrue();
    }

    @Test
    void doesNotReattachToAConversationThatHasMovedOnElsewhere() {
        talked();
        ConversationTestBed other = elsewhere(resume(1, 400, false));
        other.pass(600);
        talk.conversation.onClientDisconnected(talk.nowUs);
        ClientMessage.Resume later =
                new ClientMessage.Resume(
                        newestCapsule(other.client).sealed(), 0, 1, 400, 0, false, false, null);
        resumeHere(later);
        assertThat(second.messages(ServerMessage.Resumed.class))
                .containsExactly(new ServerMessage.Resumed(false));
        assertThat(talk.sonic.streams).hasSize(2);
    }

    @Test
    void doesNotTakeAStreamForDeafThatIsGivenNothingWhileTheClientIsAway() {
        talked();
        talk.heard(1, 1_000);
        talk.heard(1, 2_000);
        talk.speak(4_000);
        talk.conversation.onClientDisconnected(talk.nowUs);
        talk.pass(29_000);
        assertThat(talk.sonic.streams).hasSize(1);
        assertThat(talk.registry.newest().released).isFalse();
    }

    @Test
    void reattachesAgainWhenTheAnswerToTheFirstTryWasLost() {
        talked();
        ClientMessage.Resume resume = resume(1, 400, true);
        talk.conversation.onClientDisconnected(talk.nowUs);
        ConversationHandle lost = resumeHere(resume);
        lost.onClientDisconnected(talk.nowUs);
        resumeHere(resume);
        assertThat(second.messages(ServerMessage.Resumed.class))
                .containsExactly(new ServerMessage.Resumed(true), new ServerMessage.Resumed(true));
        assertThat(talk.sonic.streams).hasSize(1);
    }

    @Test
    void keepsTheConversationForAClientThatIsGoneAgainBeforeItsClaimIsGranted() {
        talked();
        ClientMessage.Resume resume = resume(1, 400, true);
        talk.conversation.onClientDisconnected(talk.nowUs);
        talk.registry.holdsBack = true;
        ConversationHandle gone = resumeHere(resume);
        gone.onClientDisconnected(talk.nowUs);
        talk.registry.newest().grant(talk.nowUs);
        talk.registry.holdsBack = false;
        gone.tick(talk.nowUs);
        resumeHere(resume);
        assertThat(second.messages(ServerMessage.Resumed.class).getLast().reattached()).isTrue();
        assertThat(talk.sonic.streams).hasSize(1);
    }

    @Test
    void keepsTheConversationOfAClientThatWasTooSlow() {
        talked();
        talk.pass(11_000);
        assertThat(client.closed).isEqualTo(CloseCode.TOO_SLOW);
        resumeHere(resume(1, 1_000, true));
        assertThat(second.messages(ServerMessage.Resumed.class))
                .containsExactly(new ServerMessage.Resumed(true));
    }

    @Test
    void asksAgainWhenTheClientHeardAReplyThatTheCapsuleDoesNotKnow() {
        talked();
        talk.heard(1, 1_000);
        talk.heard(1, 2_000);
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        talk.pass(600);
        ConversationTestBed other = elsewhere(resume(2, 300, false));
        other.live();
        assertThat(other.sonic.newest().sent(SonicInput.Text.class).getLast().content())
                .contains("line was lost");
    }

    @Test
    void letsGoOfEverythingWhenSomethingIsWrong() {
        talked();
        talk.conversation.abandon(talk.nowUs);
        assertThat(talk.conversation.isFinished()).isTrue();
        assertThat(talk.sonic.newest().cancelled).isTrue();
        assertThat(talk.registry.newest().released).isTrue();
        resumeHere(resume(1, 400, false));
        assertThat(second.messages(ServerMessage.Resumed.class))
                .containsExactly(new ServerMessage.Resumed(false));
    }
}
