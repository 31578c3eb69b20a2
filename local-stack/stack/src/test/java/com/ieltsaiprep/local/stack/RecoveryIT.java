package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Status;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.time.Duration;

@ResourceLock(StackExtension.LOCK)
final class RecoveryIT {
    @RegisterExtension static final StackExtension STACK = new StackExtension();

    @Test
    void theConversationContinuesAfterTheSonicStandInWasKilled() throws Exception {
        try (TestClient client = TestClient.start(STACK.address())) {
            client.awaitGreeting();

            long killed = STACK.entry().processes().sonic();
            STACK.killSonic();
            client.await(
                    Status.class,
                    status -> status.state() != StreamState.LIVE,
                    Duration.ofSeconds(5));

            client.await(
                    Status.class,
                    status -> status.state() == StreamState.LIVE,
                    Duration.ofSeconds(20));
            client.await(
                    Caption.class,
                    caption -> caption.stage() == Stage.FINAL,
                    Duration.ofSeconds(20));
            client.send(new ClientMessage.End(false));
            assertThat(client.closeCode(Duration.ofSeconds(5))).isEqualTo(CloseCode.NORMAL.code());

            StackFile file = new StackFile(STACK.folder().resolve("stack.json"));
            assertThat(file.read()).contains(STACK.entry());
            assertThat(STACK.entry().processes().sonic()).isNotEqualTo(killed);
            assertThat(ProcessHandle.of(STACK.entry().processes().sonic())).isPresent();
        }
        STACK.awaitNoConversations();
    }
}
