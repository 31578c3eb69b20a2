package com.ieltsaiprep.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds ports on the loopback interface: the usual one, or another if it is taken.
 *
 * <p>Between being found and being listened on, a port belongs to nobody. So the others come from a
 * block that this stack alone chooses from until it is closed, and that lies below those which the
 * system lends to outgoing connections (from 32768 on Linux, 49152 elsewhere).
 */
final class PortAllocator implements AutoCloseable {
    private static final int LOWEST = 10_000;
    private static final int BLOCK = 100;
    private static final int BLOCKS = 220;

    private final Consumer<String> notices;

    /** Listens on the first port of the block, which says that the block is taken. */
    private final ServerSocket claim;

    private int last;

    /**
     * Ports whose choice, where it is not the usual one, is told to {@code notices}.
     *
     * @throws StackException if all blocks are taken
     */
    PortAllocator(Consumer<String> notices) {
        this.notices = notices;
        claim = claimBlock();
        last = claim.getLocalPort();
    }

    /** Those who start at the same time begin to look in different places. */
    private static ServerSocket claimBlock() {
        int first = (int) (ProcessHandle.current().pid() % BLOCKS);
        for (int i = 0; i < BLOCKS; i++) {
            Optional<ServerSocket> claim = open(LOWEST + (first + i) % BLOCKS * BLOCK);
            if (claim.isPresent()) {
                return claim.get();
            }
        }
        throw new StackException("no free ports on the loopback interface");
    }

    /**
     * The usual port if it is free, otherwise any free one.
     *
     * @param usual 0 if any will do
     * @throws StackException if no port is free
     */
    int find(String service, int usual) {
        if (usual != 0 && isFree(usual)) {
            return usual;
        }
        int port = nextFree();
        if (usual != 0) {
            notices.accept("port %d is taken: %s uses %d".formatted(usual, service, port));
        }
        return port;
    }

    private int nextFree() {
        while (++last < claim.getLocalPort() + BLOCK) {
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

    /** Leaves the block to others. */
    @Override
    public void close() {
        release(claim);
    }
}
