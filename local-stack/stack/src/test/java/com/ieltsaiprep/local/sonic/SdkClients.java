package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.wire.AwsRole;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.TestCertificate;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.KeyStore;
import java.time.Duration;

import javax.net.ssl.TrustManagerFactory;

/**
 * AWS SDK clients, pointed at a stand-in. The stand-in is closed first: a client that is closed
 * during a stream waits for it, on a thread that all Netty of the process shares.
 */
final class SdkClients {
    /** Shared, because closing one takes two seconds. */
    private static final SdkEventLoopGroup LOOPS = SdkEventLoopGroup.builder().build();

    private SdkClients() {}

    static BedrockRuntimeAsyncClient tls(SonicStandIn standIn, Credentials credentials)
            throws Exception {
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(standIn.certificate().trustStore())) {
            store.load(in, TestCertificate.PASSWORD.toCharArray());
        }
        trust.init(store);
        return client(
                "https://localhost:" + standIn.tlsPort(),
                credentials,
                NettyNioAsyncHttpClient.builder()
                        .tlsTrustManagersProvider(trust::getTrustManagers));
    }

    static BedrockRuntimeAsyncClient cleartext(int port) {
        return client(
                "http://localhost:" + port, Credentials.local(), NettyNioAsyncHttpClient.builder());
    }

    /** Creates a client with the session token of a role. */
    static BedrockRuntimeAsyncClient cleartext(int port, AwsRole role) {
        return client(
                "http://localhost:" + port,
                AwsSessionCredentials.create(
                        Credentials.local().accessKeyId(),
                        Credentials.local().secretAccessKey(),
                        role.sessionToken()),
                NettyNioAsyncHttpClient.builder());
    }

    private static BedrockRuntimeAsyncClient client(
            String endpoint, Credentials credentials, NettyNioAsyncHttpClient.Builder http) {
        return client(
                endpoint,
                AwsBasicCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey()),
                http);
    }

    private static BedrockRuntimeAsyncClient client(
            String endpoint, AwsCredentials credentials, NettyNioAsyncHttpClient.Builder http) {
        return BedrockRuntimeAsyncClient.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(
                        http.eventLoopGroup(LOOPS).readTimeout(Duration.ZERO).maxConcurrency(100))
                .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }
}
