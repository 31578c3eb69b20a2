package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.junit.jupiter.api.Test;

/** Draining: a client reconnects to another node. */
class ConversationDrainTest {
    private final ConversationTestBed bed = new ConversationTestBed();
    private final FakeClient client = bed.client;

    private ServerMessage.Capsule newestCapsule(FakeClient of) {
        return of.messages(ServerMessage.Capsule.class).getLast();
    }

    private ConversationTestBed askQuestion() {
        bed.begin().advance(40).reply("Where do you live?", 2_000).advance(600);
        return bed;
    }

    @Test
    void closesTheConnectionAtTheNextSilence() {
        askQuestion();
        bed.conversation.onNodeDraining(bed.nowUs);
        bed.advance(200);
        assertThat(client.closed).isNull();
        bed.reportPlayout(1, 1_000).reportPlayout(1, 2_000).advance(100);
        long counter = newestCapsule(client).counter();
        assertThat(client.closed).isNull();
        bed.send(new ClientMessage.CapsuleStored(counter)).advance(40);
        assertThat(client.closed).isEqualTo(CloseCode.GOING_AWAY);
        assertThat(bed.registry.newest().released).isTrue();
        assertThat(bed.sonic.newest().finished).isTrue();
    }

    @Test
    void closesTheConnectionOfAClientThatDoesNotAcknowledgeItsCapsule() {
        askQuestion().reportPlayout(1, 1_000).reportPlayout(1, 2_000);
        bed.conversation.onNodeDraining(bed.nowUs);
        bed.advance(1_900);
        assertThat(client.closed).isNull();
        bed.advance(200);
        assertThat(client.closed).isEqualTo(CloseCode.GOING_AWAY);
    }

    @Test
    void doesNotWaitForADisconnectedClient() {
        askQuestion().disconnect();
        bed.conversation.onNodeDraining(bed.nowUs);
        bed.advance(40);
        assertThat(bed.registry.newest().released).isTrue();
        assertThat(bed.sonic.newest().finished).isTrue();
    }

    @Test
    void closesTheConnectionAtOnceWhenTheNodeCloses() {
        askQuestion();
        int capsules = client.messages(ServerMessage.Capsule.class).size();
        bed.conversation.onNodeClosing(bed.nowUs);
        assertThat(client.messages(ServerMessage.Capsule.class)).hasSize(capsules + 1);
        assertThat(client.closed).isEqualTo(CloseCode.GOING_AWAY);
    }

    @Test
    void postponesTheDrainWhenTheCandidateSpeaksBeforeTheCapsuleIsAcknowledged() {
        askQuestion().reportPlayout(1, 1_000).reportPlayout(1, 2_000);
        bed.conversation.onNodeDraining(bed.nowUs);
        bed.advance(200).speak(4_000);
        assertThat(client.closed).isNull();
        bed.answer("In Hanoi.").reply("I see.", 100).reportPlayout(2, 100).advance(100);
        assertThat(client.closed).isNull();
        bed.send(new ClientMessage.CapsuleStored(newestCapsule(client).counter())).advance(40);
        assertThat(client.closed).isEqualTo(CloseCode.GOING_AWAY);
    }

    @Test
    void drainsAClientThatStartsOnADrainingNode() {
        bed.conversation.onNodeDraining(bed.nowUs);
        bed.begin().reply("Hello.", 100).reportPlayout(1, 100).advance(2_200);
        assertThat(client.closed).isEqualTo(CloseCode.GOING_AWAY);
    }

    @Test
    void leavesWordsUnacknowledgedForTheNextNode() {
        askQuestion().reportPlayout(1, 1_000).reportPlayout(1, 2_000).speak(1_000);
        int acknowledged = client.messages(ServerMessage.Ack.class).getLast().sequence();
        bed.speak(100);
        bed.conversation.onNodeClosing(bed.nowUs);
        assertThat(client.messages(ServerMessage.Ack.class).getLast().sequence())
                .isEqualTo(acknowledged);
    }
}
