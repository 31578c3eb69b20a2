/** Networks: a VPC in each region. */
@NullMarked
package com.ieltsaiprep.infra.network;

import org.jspecify.annotations.NullMarked;
