package com.ieltsaiprep.gateway;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;
import com.ieltsaiprep.gateway.sonic.bedrock.BedrockClients;
import com.ieltsaiprep.gateway.sonic.bedrock.BedrockObserver;
import com.ieltsaiprep.gateway.sonic.bedrock.BedrockSettings;
import com.ieltsaiprep.gateway.sonic.bedrock.PrefetchedCredentials;
import com.ieltsaiprep.gateway.sonic.bedrock.StreamTimes;

import io.vertx.core.Context;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

import java.net.URI;
import java.time.Duration;

/** Factory of the ports to Nova Sonic over the AWS SDK, with the resources that it closes. */
record BedrockPortFactory(BedrockClients clients, Runnable onClosed) implements SonicPortFactory {
    private static final Duration CREDENTIALS_REFRESH = Duration.ofMinutes(1);

    /**
     * Resolves the machine's credentials. That may do HTTP, so it must not be called on an event
     * loop.
     *
     * @throws StartException if there are none
     */
    static PrefetchedCredentials credentials() {
        try {
            return PrefetchedCredentials.of(
                    DefaultCredentialsProvider.builder().build(), CREDENTIALS_REFRESH);
        } catch (SdkClientException none) {
            throw StartException.noCredentials(none);
        }
    }

    /** Creates ports to the real service; closing the factory closes the credentials too. */
    static BedrockPortFactory toBedrock(
            GatewaySettings.Nova nova,
            PrefetchedCredentials credentials,
            MonotonicClock clock,
            BedrockObserver observer) {
        BedrockSettings settings =
                new BedrockSettings(
                        nova.model(),
                        Region.of(nova.region()),
                        null,
                        credentials,
                        StreamTimes.STANDARD);
        return new BedrockPortFactory(
                new BedrockClients(settings, clock::nowUs, observer), credentials::close);
    }

    /** Creates ports to the loopback server of the warm-up, without metrics. */
    static BedrockPortFactory toLoopback(
            GatewaySettings.Nova nova, URI endpoint, MonotonicClock clock) {
        BedrockSettings settings =
                new BedrockSettings(
                        nova.model(),
                        Region.of(nova.region()),
                        endpoint,
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("loopback", "loopback")),
                        StreamTimes.STANDARD);
        return new BedrockPortFactory(
                new BedrockClients(settings, clock::nowUs, BedrockObserver.NONE), () -> {});
    }

    @Override
    public SonicPort forLoop(Context context) {
        return clients.forLoop(context);
    }

    @Override
    public void close() {
        clients.close();
        onClosed.run();
    }
}
