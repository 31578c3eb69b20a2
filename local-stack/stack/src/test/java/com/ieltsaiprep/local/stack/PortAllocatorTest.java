package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

class PortAllocatorTest {
    private final List<String> notices = new ArrayList<>();

    @Test
    void neverGivesTwoConcurrentStacksTheSamePort() {
        Set<Integer> allocated = new HashSet<>();
        try (PortAllocator ports = new PortAllocator(notices::add);
                PortAllocator others = new PortAllocator(notices::add)) {
            for (int i = 0; i < 40; i++) {
                assertThat(allocated.add(ports.find("one", 0))).isTrue();
                assertThat(allocated.add(others.find("other", 0))).isTrue();
            }
        }
        assertThat(allocated).allMatch(port -> port > 1_024 && port < 32_768);
        assertThat(notices).isEmpty();
    }

    @Test
    void reportsAServiceThatCannotHaveItsDefaultPort() throws Exception {
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PortAllocator ports = new PortAllocator(notices::add)) {
            int defaultPort = occupied.getLocalPort();
            int port = ports.find("the page", defaultPort);
            assertThat(port).isNotEqualTo(defaultPort);
            assertThat(notices)
                    .containsExactly(
                            "port %d is taken: the page uses %d".formatted(defaultPort, port));
        }
    }

    @Test
    void givesTheDefaultPortIfItIsFree() {
        try (PortAllocator ports = new PortAllocator(notices::add)) {
            int defaultPort = ports.find("the page", 0);
            try (PortAllocator later = new PortAllocator(notices::add)) {
                assertThat(later.find("the page", defaultPort)).isEqualTo(defaultPort);
            }
        }
        assertThat(notices).isEmpty();
    }
}
