package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.stack.OpenApiOperations.Operation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fuzzes request bodies: no response may be a server error. {@code -Dbodies=1000} for more. */
@SharedApi
final class FuzzedBodiesIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final int BODIES = Integer.getInteger("bodies", 50);
    private static final int THREADS = 6;

    @Test
    void noBodyBreaksAnyOperation() throws Exception {
        List<Operation> operations = RequestBodies.operations();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < operations.size(); i++) {
                Operation operation = operations.get(i);
                Region region = RegionCycle.at(i);
                all.add(threads.submit(() -> send(operation, region)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    private static void send(Operation operation, Region region) {
        long seed = operation.toString().hashCode();
        RequestBodies bodies = new RequestBodies(seed);
        RecordingApiClient client = API.signedInClient();
        for (int i = 0; i < BODIES; i++) {
            ApiResponse response =
                    client.send(
                            region,
                            operation.method(),
                            operation.pathWith("019ad9c2-7f3e-7a61-9c1b-5d2e8f0a4b3c"),
                            bodies.next(operation),
                            Map.of("Content-Type", "application/json"));
            assertThat(response.status())
                    .as("body %d of seed %d to %s: %s", i, seed, operation, response)
                    .isBetween(200, 499);
            assertThat(response.text())
                    .doesNotContain("Exception", "\tat ", "at com.", "java.", "ieltsaiprep.api");
            if (response.status() >= 400) {
                assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
                assertThat(response.json().path("status").asInt()).isEqualTo(response.status());
            }
        }
    }
}
