package com.ieltsaiprep.infra.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.ieltsaiprep.infra.testkit.plan.ComponentGraph.Component;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class GraphPictureTest {
    private static final Path GOLDEN = Path.of("src/test/resources/plans/prod.json");
    private static final Path PICTURE = Path.of("../../docs/images/plan-prod.svg");

    @Test
    void isInTheDocumentationAsTheGoldenPlanHasIt() throws Exception {
        assertThat(GraphPicture.svg(PlanFile.read(GOLDEN, "prod")))
                .as("picture of prod; ./run plan prod --graph draws it anew")
                .isEqualTo(Files.readString(PICTURE));
    }

    @Test
    void ranksComponentsByWhatTheyNeed() {
        Plan plan =
                plan(
                        resource("t:Network::network", "", ""),
                        resource("t:Network$aws:ec2/vpc:Vpc::vpc", "t:Network::network", "aws-us"),
                        resource("t:Cache::cache", "", ""),
                        resource(
                                "t:Cache$aws:elasticache/subnetGroup:SubnetGroup::cache",
                                "t:Cache::cache",
                                "aws-us",
                                "t:Network$aws:ec2/vpc:Vpc::vpc"),
                        resource("pulumi:providers:aws::aws-us", "", ""));

        assertThat(ComponentGraph.of(plan).components())
                .extracting(Component::name, Component::rank, Component::size, Component::provider)
                .containsExactly(tuple("cache", 1, 2, "aws-us"), tuple("network", 0, 2, "aws-us"));
    }

    private static Plan plan(PlannedResource... resources) {
        return new Plan("dev", List.of(resources), JsonNodeFactory.instance.objectNode());
    }

    private static PlannedResource resource(
            String key, String parent, String provider, String... dependencies) {
        String types = key.replaceAll("::.*", "");
        return new PlannedResource(
                key,
                types.replaceAll(".*\\$", ""),
                key.replaceAll(".*::", ""),
                parent,
                provider,
                JsonNodeFactory.instance.objectNode(),
                List.of(dependencies),
                JsonNodeFactory.instance.objectNode());
    }
}
