package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.stack.RawRequest.RawResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fuzzes request lines and headers: no response may be a server error. {@code -Drequests=1000} for
 * more in each region.
 */
@SharedApi
final class FuzzedRequestsIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final int REQUESTS = Integer.getInteger("requests", 200);

    @Test
    void noFuzzedRequestCausesAServerError() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(Region.values().length)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < Region.values().length; i++) {
                int number = i;
                all.add(
                        threads.submit(
                                () -> {
                                    fuzz(RegionCycle.at(number), number);
                                    return number;
                                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    @Test
    void aBodyOfMegabytesIsRefused() {
        for (int bytes : new int[] {17 << 10, 1 << 20, 4 << 20}) {
            assertThat(large(bytes).outcome()).isEqualTo("413 too_large");
        }
        // Rejected by API Gateway itself.
        for (int bytes : new int[] {5 << 20, (10 << 20) + 1}) {
            assertThat(large(bytes).outcome()).isEqualTo("413");
        }
    }

    private static ApiResponse large(int bytes) {
        String body = "{\"email\":\"" + "a".repeat(bytes - 12) + "\"}";
        return API.signedInClient().send(Region.SINGAPORE, "PATCH", "/me", body);
    }

    private static void fuzz(Region region, int number) throws IOException {
        FuzzedRequests requests = new FuzzedRequests(number, OpenApiOperations.operations());
        for (int i = 0; i < REQUESTS; i++) {
            // An address of its own, or rate limits would answer.
            InetAddress from =
                    InetAddress.getByAddress(
                            new byte[] {127, 3, (byte) number, (byte) (i % 250 + 1)});
            RawRequest request = requests.next();
            RawResponse response = request.send(API.stack().address(region), from);
            String what = "request %d in %s: %s: %s".formatted(i, region, request, response);

            assertThat(response.status()).as(what).isBetween(200, 499);
            assertThat(response.body())
                    .as(what)
                    .doesNotContain("Exception", "\tat ", "at com.", "java.", "ieltsaiprep.api");
            assertThat(response.hasHeader("x-evil")).as(what).isFalse();
            if (response.hasHeader("x-request-id") && response.status() >= 400) {
                assertThat(response.hasHeader("content-type: application/problem+json"))
                        .as(what)
                        .isTrue();
            }
        }
    }
}
