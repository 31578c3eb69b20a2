package com.ieltsaiprep.infra.gateway;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.Names;
import com.pulumi.aws.globalaccelerator.Accelerator;
import com.pulumi.aws.globalaccelerator.AcceleratorArgs;
import com.pulumi.aws.globalaccelerator.EndpointGroup;
import com.pulumi.aws.globalaccelerator.EndpointGroupArgs;
import com.pulumi.aws.globalaccelerator.Listener;
import com.pulumi.aws.globalaccelerator.ListenerArgs;
import com.pulumi.aws.globalaccelerator.inputs.EndpointGroupEndpointConfigurationArgs;
import com.pulumi.aws.globalaccelerator.inputs.ListenerPortRangeArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;

/**
 * Global Accelerator before the load balancer: clients enter AWS's network at the nearest edge. It
 * closes a TCP connection that is idle for 340 s.
 */
final class GatewayAccelerator {
    private GatewayAccelerator() {}

    static Accelerator create(
            CustomResourceOptions options, Names names, Output<String> balancerArn) {
        Accelerator accelerator =
                new Accelerator(
                        "gateway",
                        AcceleratorArgs.builder()
                                .name(names.of("gateway"))
                                .ipAddressType("IPV4")
                                .enabled(true)
                                .build(),
                        options);
        Listener listener =
                new Listener(
                        "gateway-accelerator",
                        ListenerArgs.builder()
                                .acceleratorArn(accelerator.id())
                                .protocol("TCP")
                                .clientAffinity("NONE")
                                .portRanges(
                                        ListenerPortRangeArgs.builder()
                                                .fromPort(GatewaySecurity.TLS_PORT)
                                                .toPort(GatewaySecurity.TLS_PORT)
                                                .build())
                                .build(),
                        options);
        new EndpointGroup(
                "gateway-accelerator",
                EndpointGroupArgs.builder()
                        .listenerArn(listener.id())
                        .endpointGroupRegion(AwsRegion.VIRGINIA.awsName())
                        .endpointConfigurations(
                                EndpointGroupEndpointConfigurationArgs.builder()
                                        .endpointId(balancerArn)
                                        .clientIpPreservationEnabled(true)
                                        .weight(128)
                                        .build())
                        .build(),
                options);
        return accelerator;
    }
}
