package com.ieltsaiprep.common.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Control of a running Redis on the loopback interface: commands, and signals to its process. */
public final class RedisControl {
    private static final Pattern PROCESS_ID = Pattern.compile("process_id:([0-9]+)");
    private static final String END = "\r\n";

    private final int port;
    private final String processId;

    /**
     * Asks the Redis that listens on a port for its process id.
     *
     * @throws UncheckedIOException if none listens
     */
    public RedisControl(int port) {
        this.port = port;
        Matcher matcher = PROCESS_ID.matcher(command("INFO server"));
        if (!matcher.find()) {
            throw new IllegalStateException("Redis does not tell its process id");
        }
        this.processId = matcher.group(1);
    }

    /** Suspends the process with SIGSTOP: it accepts connections, and answers nothing. */
    public void freeze() {
        signal("STOP");
    }

    /** Resumes the process after {@link #freeze}. */
    public void thaw() {
        signal("CONT");
    }

    /** Sends a command with simple arguments and returns its reply as RESP2 has it. */
    public String command(String line) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write((line + END + "QUIT" + END).getBytes(StandardCharsets.US_ASCII));
            String replies =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return replies.substring(0, replies.lastIndexOf(END + "+OK"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        try {
            if (new ProcessBuilder("kill", "-" + name, processId).start().waitFor() != 0) {
                throw new IllegalStateException("Redis takes no signal");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
