'use strict';

/*
 * Addresses of the AWS console say after the # what to show; here is the same thing of the local
 * cloud. Names in them are encoded twice, with a dollar for the outer percent.
 */
(() => {
  const decoded = text => {
    try {
      return decodeURIComponent(decodeURIComponent(text.replace(/\$/g, '%')));
    } catch (error) {
      return text;
    }
  };
  const KINDS = [
    [/^dashboards(?::name=|\/dashboard\/)([^/?;]+)/, name => 'dashboards/' + encodeURIComponent(name)],
    [/^dashboards/, () => 'dashboards'],
    [/^alarmsV2:alarm\/([^?]+)/, name => 'alarms/' + encodeURIComponent(name)],
    [/^alarmsV2/, () => 'alarms'],
    [/^logsV2:log-groups\/log-group\/([^/?]+)/, name => 'logs?group=' + encodeURIComponent(name)],
    [/^logsV2/, () => 'logs']
  ];
  const hash = location.hash.slice(1);
  for (const [pattern, page] of KINDS) {
    const found = pattern.exec(hash);
    if (found) {
      location.replace('/_sundial/' + page(decoded(found[1] || '')));
      return;
    }
  }
})();
