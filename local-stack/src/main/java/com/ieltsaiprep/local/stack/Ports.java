package com.ieltsaiprep.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Finds ports on the loopback interface: the usual one, or another if it is taken. */
final class Ports {
    private final Consumer<String> notices;
    private final Set<Integer> given = new HashSet<>();

    /** Ports whose choice, where it is not the usual one, is told to {@code notices}. */
    Ports(Consumer<String> notices) {
        this.notices = notices;
    }

    /**
     * The usual port if it is free, otherwise any free one.
     *
     * @param usual 0 if any will do
     */
    int find(String service, int usual) {
        if (usual != 0 && !given.contains(usual) && isFree(usual)) {
            given.add(usual);
            return usual;
        }
        int port = anyFree();
        while (!given.add(port)) {
            port = anyFree();
        }
        if (usual != 0) {
            notices.accept("port %d is taken: %s uses %d".formatted(usual, service, port));
        }
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StackException("no free port on the loopback interface", e);
        }
    }
}
