package com.ieltsaiprep.gateway;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.conversation.SonicPort;
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

/** The AWS SDK's ways to Nova Sonic, with what they need of their own. */
record BedrockPortFactory(BedrockClients clients, Runnable afterwards) implements SonicPortFactory {
    private static final Duration CREDENTIALS_EVERY = Duration.ofMinutes(1);

    /**
     * The machine's credentials. Asks for them at once, which may do HTTP: not on an event loop.
     *
     * @throws StartException if there are none
     */
    static PrefetchedCredentials credentials() {
        try {
            return PrefetchedCredentials.of(
                    DefaultCredentialsProvider.builder().build(), CREDENTIALS_EVERY);
        } catch (SdkClientException none) {
            throw StartException.noCredentials(none);
        }
    }

    /** To the real service; closes the credentials with it. */
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

    /** To the warm-up's Maya, uncounted. */
    static BedrockPortFactory toMirror(
            GatewaySettings.Nova nova, URI endpoint, MonotonicClock clock) {
        BedrockSettings settings =
                new BedrockSettings(
                        nova.model(),
                        Region.of(nova.region()),
                        endpoint,
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("mirror", "mirror")),
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
        afterwards.run();
    }
}
