package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Capsule;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Ended;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Ping;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Resumed;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;
import com.ieltsaiprep.local.control.SonicControl;
import com.ieltsaiprep.local.control.StackClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/** Capsules over the wire: which client may resume which conversation. */
@ResourceLock(StackExtension.LOCK)
final class CapsuleIT {
    private static final Duration SOON = Duration.ofSeconds(5);

    @RegisterExtension static final StackExtension STACK = new StackExtension();

    @Test
    void rejectsACapsuleThatWasAltered() throws Exception {
        try (TestClient client = TestClient.start(STACK.address())) {
            String sealed = client.awaitCapsule().sealed();
            int middle = sealed.length() / 2;
            char other = sealed.charAt(middle) == 'A' ? 'B' : 'A';
            String altered = sealed.substring(0, middle) + other + sealed.substring(middle + 1);

            assertThat(rejectionOf(client.sessionId(), client.userId(), altered))
                    .isEqualTo(ErrorCode.CAPSULE_ALTERED);
        }
    }

    @Test
    void rejectsAnotherUsersCapsule() throws Exception {
        try (TestClient client = TestClient.start(STACK.address())) {
            String sealed = client.awaitCapsule().sealed();

            assertThat(rejectionOf(client.sessionId(), "another-user", sealed))
                    .isEqualTo(ErrorCode.CAPSULE_OF_ANOTHER_USER);
        }
    }

    @Test
    void rejectsTheCapsuleOfAnotherSession() throws Exception {
        try (TestClient client = TestClient.start(STACK.address())) {
            String sealed = client.awaitCapsule().sealed();

            assertThat(rejectionOf("another-session", client.userId(), sealed))
                    .isEqualTo(ErrorCode.CAPSULE_OF_ANOTHER_SESSION);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void rejectsACapsuleOnceANewerOneWasStored(int gateway) throws Exception {
        pin(0, gateway);
        try (TestClient client = TestClient.start(STACK.address())) {
            Capsule first = client.awaitCapsule();
            client.await(Caption.class, it -> it.stage() == Stage.FINAL, Duration.ofSeconds(20));
            client.awaitCapsule();
            // What follows on the same connection shows that the gateway has read it.
            client.await(Ping.class, _ -> true, SOON);

            assertThat(rejectionOf(client.sessionId(), client.userId(), first.sealed()))
                    .isEqualTo(ErrorCode.CAPSULE_SUPERSEDED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void rejectsANewStartOnceACapsuleWasStored(int gateway) throws Exception {
        pin(0, gateway);
        try (TestClient client = TestClient.start(STACK.address())) {
            client.awaitCapsule();
            // What follows on the same connection shows that the gateway has read it.
            client.await(Ping.class, _ -> true, SOON);

            try (TestClient again =
                    TestClient.start(STACK.ticket(client.sessionId(), client.userId()))) {
                assertThat(again.awaitRejection()).isEqualTo(ErrorCode.CAPSULE_SUPERSEDED);
            }
            hasOneStream(client.sessionId());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void movesBetweenTwoDevicesWithTheSameCapsuleAndNeverForks(int gateway) throws Exception {
        pin(0, gateway);
        try (TestClient one = TestClient.start(STACK.address())) {
            Capsule capsule = one.awaitCapsule();

            try (TestClient other = resume(one.sessionId(), one.userId(), capsule.sealed())) {
                Resumed resumed = other.await(Resumed.class, _ -> true, SOON);

                assertThat(resumed.reattached()).isEqualTo(gateway == 0);
                assertThat(one.closeCode(SOON)).isEqualTo(CloseCode.TAKEN_OVER.code());
                hasOneStream(one.sessionId());
            }
        }
    }

    @Test
    void resumesAfterTheRegistryWasFlushed() throws Exception {
        pin(0, 1);
        try (TestClient client = TestClient.start(STACK.address())) {
            Capsule capsule = client.awaitCapsule();
            STACK.stack().flushRedis();
            STACK.fleet().balancer().links().forEach(Balancer.Link::cut);

            try (TestClient again = resume(client.sessionId(), client.userId(), capsule.sealed())) {
                again.await(Resumed.class, resumed -> !resumed.reattached(), SOON);
                hasOneStream(client.sessionId());
            }
        }
    }

    @Test
    void saysThatAConversationIsOver() throws Exception {
        try (TestClient client = TestClient.start(STACK.address())) {
            Capsule capsule = client.awaitCapsule();
            client.send(new ClientMessage.End(false));
            client.closeCode(SOON);

            try (TestClient again = resume(client.sessionId(), client.userId(), capsule.sealed())) {
                again.await(Ended.class, _ -> true, SOON);
                assertThat(again.closeCode(SOON)).isEqualTo(CloseCode.NORMAL.code());
            }
        }
    }

    private static ErrorCode rejectionOf(String sessionId, String user, String capsule)
            throws Exception {
        try (TestClient client = resume(sessionId, user, capsule)) {
            return client.awaitRejection();
        }
    }

    private static TestClient resume(String sessionId, String user, String capsule)
            throws Exception {
        return TestClient.resume(STACK.ticket(sessionId, user), capsule);
    }

    private static void pin(int... gateways) {
        STACK.fleet().balancer().pinNext(gateways);
    }

    /**
     * Waits until exactly one stream of a conversation is open: neither the old nor a second
     * gateway goes on with it.
     */
    private static void hasOneStream(String sessionId) {
        SonicControl sonic = new StackClient(STACK.address()).sonic().orElseThrow();
        long deadline = System.nanoTime() + SOON.toNanos();
        while (sonic.streams(sessionId).stream().filter(it -> it.closedAtUs() == 0).count() != 1) {
            assertThat(System.nanoTime()).as("streams of one conversation").isLessThan(deadline);
        }
    }
}
