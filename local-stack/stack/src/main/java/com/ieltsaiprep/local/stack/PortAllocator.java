package com.ieltsaiprep.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Port allocator: finds free ports on the loopback interface, by preference the default ones.
 *
 * <p>A port could be taken between being found and being listened on. So ports other than the
 * defaults come from a block that this stack reserves until it is closed, below the range of
 * ephemeral ports (from 32768 on Linux, 49152 elsewhere).
 */
final class PortAllocator implements AutoCloseable {
    private static final int LOWEST = 10_000;
    private static final int BLOCK = 100;
    private static final int BLOCKS = 220;

    private final Consumer<String> notices;

    /** Reserves the block by listening on its first port. */
    private final ServerSocket reservation;

    private int last;

    /**
     * Reserves a block of ports.
     *
     * @param notices receives a line for each service that does not get its default port
     * @throws StackException if all blocks are taken
     */
    PortAllocator(Consumer<String> notices) {
        this.notices = notices;
        reservation = reserveBlock();
        last = reservation.getLocalPort();
    }

    /**
     * Begins the search at a block that depends on the process, so that concurrent starts do not
     * collide.
     */
    private static ServerSocket reserveBlock() {
        int first = (int) (ProcessHandle.current().pid() % BLOCKS);
        for (int i = 0; i < BLOCKS; i++) {
            Optional<ServerSocket> reservation = open(LOWEST + (first + i) % BLOCKS * BLOCK);
            if (reservation.isPresent()) {
                return reservation.get();
            }
        }
        throw new StackException("no free ports on the loopback interface");
    }

    /**
     * Returns the default port if it is free, otherwise any free one.
     *
     * @param defaultPort 0 if any will do
     * @throws StackException if no port is free
     */
    int find(String service, int defaultPort) {
        if (defaultPort != 0 && isFree(defaultPort)) {
            return defaultPort;
        }
        int port = nextFree();
        if (defaultPort != 0) {
            notices.accept("port %d is taken: %s uses %d".formatted(defaultPort, service, port));
        }
        return port;
    }

    private int nextFree() {
        while (++last < reservation.getLocalPort() + BLOCK) {
            if (isFree(last)) {
                return last;
            }
        }
        throw new StackException("no free port is left on the loopback interface");
    }

    private static boolean isFree(int port) {
        Optional<ServerSocket> socket = open(port);
        socket.ifPresent(PortAllocator::release);
        return socket.isPresent();
    }

    private static Optional<ServerSocket> open(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return Optional.of(socket);
            } catch (IOException _) {
                release(socket);
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new StackException("no socket can be made: " + e.getMessage(), e);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new StackException("a socket cannot be closed: " + e.getMessage(), e);
        }
    }

    /**
     * Releases the block of ports that this allocator reserved, so that other stacks can use them.
     */
    @Override
    public void close() {
        release(reservation);
    }
}
