package com.ieltsaiprep.api.platform.redis;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connection to Redis, used by one thread; unusable once a method has thrown. */
final class RedisConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    private RedisConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Connects, and authenticates if the address has a password.
     *
     * @param tls used only if the address requires TLS
     * @param timeout of connecting, and of each read
     */
    static RedisConnection open(
            RedisAddress address, Supplier<SSLSocketFactory> tls, Duration timeout)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) timeout.toMillis());
            socket.connect(
                    new InetSocketAddress(address.host(), address.port()),
                    (int) timeout.toMillis());
            RedisConnection connection =
                    new RedisConnection(address.tls() ? secured(socket, address, tls) : socket);
            connection.logIn(address);
            return connection;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket secured(
            Socket socket, RedisAddress address, Supplier<SSLSocketFactory> tls)
            throws IOException {
        SSLSocket secured =
                (SSLSocket) tls.get().createSocket(socket, address.host(), address.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private void logIn(RedisAddress address) throws IOException {
        if (address.password().isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("AUTH"));
        if (!address.user().isEmpty()) {
            command.add(address.user());
        }
        command.add(address.password());
        if (!(ask(command) instanceof RespReply.Text)) {
            throw new ProtocolException("Redis does not let us in");
        }
    }

    /** Sends a command and waits for its answer. */
    RespReply ask(List<String> command) throws IOException {
        socket.getOutputStream().write(Resp.command(command));
        return Resp.read(in);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is not used again in any case.
        }
    }
}
