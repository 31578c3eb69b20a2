package com.ieltsaiprep.api.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

class RedisTlsIT {
    private static final RedisClient.Limits LONG_TIMEOUT =
            new RedisClient.Limits(Duration.ofSeconds(10), Duration.ofSeconds(5));
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir private static Path directory;

    private static SSLContext trusting;

    @BeforeAll
    static void createLocalCertificate() throws Exception {
        Path file = directory.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "redis",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=redis",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-storepass",
                                new String(PASSWORD),
                                "-keystore",
                                file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        trusting = context(keys);
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD);
        TrustManagerFactory otherKeys = TrustManagerFactory.getInstance("PKIX");
        otherKeys.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), otherKeys.getTrustManagers(), null);
        return context;
    }

    private static boolean ping(String host, Supplier<SSLSocketFactory> tls) throws IOException {
        try (SSLServerSocket listening =
                        (SSLServerSocket)
                                trusting.getServerSocketFactory()
                                        .createServerSocket(0, 5, InetAddress.getByName(host));
                RedisClient client =
                        new RedisClient(
                                new RedisAddress(
                                        host, listening.getLocalPort(), true, "me", "secret"),
                                tls,
                                LONG_TIMEOUT,
                                () -> 0)) {
            Thread.ofVirtual().start(() -> acceptAndReply(listening));
            return client.ping();
        }
    }

    private static void acceptAndReply(SSLServerSocket listening) {
        try (Socket socket = listening.accept()) {
            byte[] login = Resp.command(List.of("AUTH", "me", "secret"));
            byte[] read = socket.getInputStream().readNBytes(login.length);
            assertThat(read).isEqualTo(login);
            socket.getOutputStream().write("+OK\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(Resp.command(List.of("PING")).length);
            socket.getOutputStream().write("+PONG\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException _) {
            // The client does not trust the certificate.
        }
    }

    @Test
    void connectsOverTls() throws IOException {
        assertThat(ping("127.0.0.1", trusting::getSocketFactory)).isTrue();
    }

    @Test
    void refusesUntrustedCertificate() throws IOException {
        assertThat(ping("127.0.0.1", () -> (SSLSocketFactory) SSLSocketFactory.getDefault()))
                .isFalse();
    }

    @Test
    void refusesCertificateOfOtherHost() throws IOException {
        assertThat(ping("127.0.0.2", trusting::getSocketFactory)).isFalse();
    }
}
