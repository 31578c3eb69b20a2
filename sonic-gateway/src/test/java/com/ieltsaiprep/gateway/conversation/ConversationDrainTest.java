package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;

import org.junit.jupiter.api.Test;

/** A client moves away from a node that is being replaced. */
class ConversationDrainTest {
    private final ConversationTestBed talk = new ConversationTestBed();
    private final FakeClient client = talk.client;

    private ServerMessage.Capsule newestCapsule(FakeClient of) {
        return of.messages(ServerMessage.Capsule.class).getLast();
    }

    private void talked() {
        talk.begin();
        talk.pass(40);
        talk.reply("Where do you live?", 2_000);
        talk.pass(600);
    }

    @Test
    void letsTheClientMoveAtTheNextSilence() {
        talked();
        talk.conversation.onNodeDraining(talk.nowUs);
        talk.pass(200);
        assertThat(client.closed).isNull();
        talk.heard(1, 1_000);
        talk.heard(1, 2_000);
        talk.pass(100);
        long counter = newestCapsule(client).counter();
        assertThat(client.closed).isNull();
        talk.conversation.onMessage(new ClientMessage.CapsuleStored(counter), talk.nowUs);
        talk.pass(40);
        assertThat(client.closed).isEqualTo(CloseCode.GOING_AWAY);
        assertThat(talk.registry.newest().released).isTrue();
        assertThat(talk.sonic.newest().finished).isTrue();
    }

    @Test
    void letsTheClientMoveThatDoesNotSayThatItsCapsuleIsSafe() {
        talked();
        talk.heard(1, 1_000);
        talk.heard(1, 2_000);
        talk.conversation.onNodeDraining(talk.nowUs);
        talk.pass(1_900);
        assertThat(client.closed).isNull();
        talk.pass(200);
        assertThat(client.closed).isEqualTo(CloseCode.GOING_AWAY);
    }

    @Test
    void doesNotWaitForAClientThatIsAwayWhenTheNodeDrains() {
        talked();
        talk.conversation.onClientDisconnected(talk.nowUs);
        talk.conversation.onNodeDraining(talk.nowUs);
        talk.pass(40);
        assertThat(talk.registry.newest().released).isTrue();
        assertThat(talk.sonic.newest().finished).isTrue();
    }

    @Test
    void letsTheClientMoveAtOnceWhenTheNodeCloses() {
        talked();
        int capsules = client.messages(ServerMessage.Capsule.class).size();
        talk.conversation.onNodeClosing(talk.nowUs);
        assertThat(client.messages(ServerMessage.Capsule.class)).hasSize(capsules + 1);
        assertThat(client.closed).isEqualTo(CloseCode.GOING_AWAY);
    }

    @Test
    void doesNotMoveWhenTheCandidateBeginsBeforeTheCapsuleIsSafe() {
        talked();
        talk.heard(1, 1_000);
        talk.heard(1, 2_000);
        talk.conversation.onNodeDraining(talk.nowUs);
        talk.pass(200);
        talk.speak(4_000);
        assertThat(client.closed).isNull();
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        talk.reply("I see.", 100);
        talk.heard(2, 100);
        talk.pass(100);
        assertThat(client.closed).isNull();
        talk.conversation.onMessage(
                new ClientMessage.CapsuleStored(newestCapsule(client).counter()), talk.nowUs);
        talk.pass(40);
        assertThat(client.closed).isEqualTo(CloseCode.GOING_AWAY);
    }

    @Test
    void asksAClientThatStartsWhenTheNodeHasBegunToDrain() {
        talk.conversation.onNodeDraining(talk.nowUs);
        talk.begin();
        talk.reply("Hello.", 100);
        talk.heard(1, 100);
        talk.pass(2_200);
        assertThat(client.closed).isEqualTo(CloseCode.GOING_AWAY);
    }

    @Test
    void leavesWordsUnacknowledgedThatTheNextNodeIsToHear() {
        talked();
        talk.heard(1, 1_000);
        talk.heard(1, 2_000);
        talk.speak(1_000);
        int acknowledged = client.messages(ServerMessage.Ack.class).getLast().sequence();
        talk.speak(100);
        talk.conversation.onNodeClosing(talk.nowUs);
        assertThat(client.messages(ServerMessage.Ack.class).getLast().sequence())
                .isEqualTo(acknowledged);
    }
}
