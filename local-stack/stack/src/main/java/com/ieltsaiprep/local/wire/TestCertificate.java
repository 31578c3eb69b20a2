package com.ieltsaiprep.local.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/**
 * Self-signed certificate for {@code localhost} and 127.0.0.1, which the stand-ins use as TLS
 * servers.
 *
 * <p>The JDK's keytool creates it, so that no library is needed. Its files stay in their folder, so
 * clients still trust a stand-in after its restart.
 *
 * @param keyStore PKCS12 file with the certificate and the private key, for the server
 * @param trustStore PKCS12 file with the certificate, for {@code javax.net.ssl.trustStore}
 * @param pem PEM file with the certificate, for other clients
 */
public record TestCertificate(Path keyStore, Path trustStore, Path pem) {
    /** Password of the key store and the trust store of a test certificate; not a secret. */
    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "local-stack";

    /**
     * Returns the certificate in a folder, and creates it first if the folder has no certificate.
     * Creation takes about half a second, so this method must not be called on an event loop.
     *
     * @throws IOException if the folder is not writable or keytool fails
     */
    public static TestCertificate in(Path folder) throws IOException {
        Files.createDirectories(folder);
        TestCertificate certificate =
                new TestCertificate(
                        folder.resolve("server.p12"),
                        folder.resolve("trust.p12"),
                        folder.resolve("certificate.pem"));
        // The PEM is written last: if it exists, all files do.
        if (!Files.exists(certificate.pem)) {
            Files.deleteIfExists(certificate.keyStore);
            certificate.create();
        }
        return certificate;
    }

    private void create() throws IOException {
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost,ip:127.0.0.1",
                                "-validity",
                                "3650",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                keyStore.toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("keytool failed: " + output.strip());
        }
        try {
            export();
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate made by keytool cannot be read", e);
        }
    }

    private void export() throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            own.load(in, PASSWORD.toCharArray());
        }
        Certificate certificate = own.getCertificate(ALIAS);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate);
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        String body =
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(certificate.getEncoded());
        Files.writeString(
                pem, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }
}
