@NullMarked
package com.ieltsaiprep.infra.web;

import org.jspecify.annotations.NullMarked;
